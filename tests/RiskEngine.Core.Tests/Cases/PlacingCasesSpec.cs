using RiskEngine.Core.Tests.Placing;

namespace RiskEngine.Core.Tests.Cases;

/// <summary>Each input of a node of a cluster does something that can be named.</summary>
public sealed class PlacingCasesSpec
{
    private static readonly ClusterNode Node = Cluster.Node(1, Cluster.Sessions(1));
    private static readonly SessionLease Lease = new(Cluster.Session(1), FencingToken.First, TimeSpan.FromSeconds(1));

    private PlacingState _state = PlacingState.Initial(Node, Cluster.Limits, TimeSpan.Zero);

    [Fact]
    public void Every_input_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<PlacingInput>(
            new Dictionary<Type, Action>
            {
                [typeof(PlacingInput.Woke)] = () =>
                    Decide(new PlacingInput.Woke())
                        .ShouldBe([new PlacingEffect.Join(), new PlacingEffect.ReadLeases()]),
                [typeof(PlacingInput.JoinEnded)] = () =>
                    Decide(new PlacingInput.JoinEnded(new RosterJoin.Joined(new Membership(Node, 1))))
                        .ShouldContain(new PlacingEffect.Beat(new Membership(Node, 1))),
                [typeof(PlacingInput.ReadEnded)] = () =>
                {
                    Decide(new PlacingInput.ReadEnded(new LeasesReading.Known([])));
                    _state.Watch.ShouldNotBeNull();
                },
                [typeof(PlacingInput.BeatEnded)] = () =>
                    Decide(new PlacingInput.BeatEnded(new RosterBeat.Heard([Node])))
                        .ShouldContain(new PlacingEffect.Acquire(Lease.Session, null)),
                [typeof(PlacingInput.AcquireEnded)] = () =>
                    Decide(new PlacingInput.AcquireEnded(Lease.Session, new LeaseAcquisition.Granted(Lease)))
                        .ShouldContain(new PlacingEffect.Start(Lease)),
                [typeof(PlacingInput.RenewEnded)] = () =>
                    Decide(new PlacingInput.RenewEnded([Lease], new LeaseRenewal.Answered([Lease])))
                        .ShouldContain(new PlacingEffect.Keep(Lease)),
                [typeof(PlacingInput.Stopping)] = () =>
                    Decide(new PlacingInput.Stopping())
                        .ShouldContain(new PlacingEffect.HandOver(Lease, EvenIfBusy: true)),
                [typeof(PlacingInput.GuardianBusy)] = () =>
                {
                    _state.Seats.Values.Single().Phase.ShouldBe(PlacingState.SeatPhase.HandingOver);
                    Decide(new PlacingInput.GuardianBusy(Lease.Session));
                    _state.Seats.Values.Single().Phase.ShouldBe(PlacingState.SeatPhase.Running);
                },
                [typeof(PlacingInput.GuardianStopped)] = () =>
                    Decide(new PlacingInput.GuardianStopped(Lease)).ShouldContain(new PlacingEffect.Release(Lease)),
            }
        );

    private IReadOnlyCollection<PlacingEffect> Decide(PlacingInput input)
    {
        var decision = PlacingRules.Decide(_state, input, TimeSpan.Zero);
        _state = decision.State;
        return [.. decision.Effects];
    }
}

using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests.Cases;

/// <summary>Each input of a node's kill switch does something that can be named.</summary>
public sealed class SwitchCasesSpec : NodesStory
{
    [Fact]
    public void Every_input_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<SwitchInput>(
            new Dictionary<Type, Action>
            {
                [typeof(SwitchInput.EngageAsked)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Engages(Everything);
                    desk.MustHaveStored().ShouldBeOfType<KillSwitchRecord.Engage>();
                },
                [typeof(SwitchInput.ResetAsked)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.IsEngaged(Everything);
                    desk.Resets(Everything, 1);
                    desk.MustHaveStored().ShouldBeOfType<KillSwitchRecord.Reset>();
                },
                [typeof(SwitchInput.GateKnown)] = () =>
                {
                    var (desk, _) = Engaging();
                    desk.Closes(Maker);
                    desk.State.Runs.Single().Sessions[Maker].IsClosed.ShouldBeTrue();
                },
                [typeof(SwitchInput.AccountKnown)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Trades(Maker, "primary@1");
                    desk.State.Accounts[Maker].Value.ShouldBe("primary@1");
                },
                [typeof(SwitchInput.StrategyStopped)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Engages(new KillSwitchScope.Strategy(new StrategyId("grid")));
                    desk.Closes(Maker);
                    desk.Ends(desk.MustHaveStopped(Maker));
                    desk.MustPublish<KillSwitchApplied>().Session.ShouldBe(Maker);
                },
                [typeof(SwitchInput.CancelEnded)] = () =>
                {
                    var (desk, _) = Engaging();
                    desk.Closes(Maker);
                    desk.Ends(desk.MustHaveCanceled(Maker));
                    desk.MustPublish<KillSwitchApplied>().Session.ShouldBe(Maker);
                },
                [typeof(SwitchInput.GuardianUp)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Feed(new SwitchInput.GuardianUp(Maker));
                    desk.MustHaveSetGate(Maker).ShouldBe(desk.State.Switch);
                },
                [typeof(SwitchInput.Elsewhere)] = () =>
                {
                    var (desk, _) = Engaging();
                    desk.Feed(new SwitchInput.Elsewhere(Maker));
                    desk.State.Runs.Single().Sessions[Maker].IsElsewhere.ShouldBeTrue();
                },
                [typeof(SwitchInput.ViewChanged)] = () =>
                {
                    See((Maker, Desk), (Far, Other));
                    It.State.AllSessions.ShouldContain(Far);
                },
                [typeof(SwitchInput.PeerTold)] = () =>
                {
                    var engagement = Told(Everything);
                    It.State.Switch.ShouldBe(KillSwitchState.Of([engagement]));
                },
                [typeof(SwitchInput.PeerGreeted)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Feed(
                        new SwitchInput.ViewChanged(new ClusterView([new ClusterNode(Other, null, [Maker])], []))
                    );
                    desk.Feed(
                        new SwitchInput.PeerGreeted(
                            Other,
                            new PeerAnswer.Heard(new SwitchReport(Other, [], []) { Approvals = 2 })
                        )
                    );
                    desk.State.Status(Given.Noon).ApprovalsNeeded.ShouldBe(2);
                },
                [typeof(SwitchInput.PeerEnded)] = () =>
                {
                    See((Maker, Desk), (Taker, Other));
                    Engage(out var engagement);
                    Reports(Other, engagement, Applied(engagement, Taker, Other));
                    It.State.Runs.OfType<EngageRun>().Single().Sessions[Taker].Applied.ShouldNotBeNull();
                },
                [typeof(SwitchInput.Stored)] = () =>
                {
                    var (desk, command) = Engaging();
                    desk.Keeps(desk.MustHaveStored());
                    desk.MustTell<KillSwitchEngaged>(command.Id);
                },
                [typeof(SwitchInput.LogRead)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Reads(Log(Engaged(KillSwitchHistory.Empty, Everything)));
                    desk.State.Switch.ShouldBeOfType<KillSwitchState.Engaged>();
                },
                [typeof(SwitchInput.LogChanged)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Feed(new SwitchInput.LogChanged());
                    desk.MustHaveRead();
                },
                [typeof(SwitchInput.CoordinationLost)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Feed(new SwitchInput.CoordinationLost(Cancels: true));
                    desk.State.Switch.ShouldBeOfType<KillSwitchState.Unreadable>();
                },
                [typeof(SwitchInput.CoordinationBack)] = () =>
                {
                    var desk = new SwitchScript();
                    desk.Feed(new SwitchInput.CoordinationLost(Cancels: false));
                    desk.Feed(new SwitchInput.CoordinationBack());
                    desk.Reads(Log());
                    desk.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
                },
                [typeof(SwitchInput.Woke)] = () =>
                {
                    var (desk, command) = Engaging();
                    desk.Passes(Usual.StorePatience);
                    desk.MustTell<KillSwitchEngaged>(command.Id).Durability.ShouldBe(KillSwitchDurability.ThisProcess);
                },
                [typeof(SwitchInput.Stopping)] = () =>
                {
                    var (desk, command) = Engaging();
                    desk.Feed(new SwitchInput.Stopping());
                    desk.MustTell<KillSwitchIncomplete>(command.Id);
                },
            }
        );

    private static (SwitchScript Desk, EngageKillSwitch Command) Engaging()
    {
        var desk = new SwitchScript();
        return (desk, desk.Engages(Everything));
    }

    private static KillSwitchReading.Complete Log(params KillSwitchRecord[] records) =>
        new(KillSwitchHistory.Of(records));
}

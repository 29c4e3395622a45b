using Akka.Actor;
using Akka.Configuration;
using RiskEngine.AkkaCluster.Tests.Support;

namespace RiskEngine.AkkaCluster.Tests.Seats;

/// <summary>A seat that waits for a majority which never comes, since two of its three nodes are not there.</summary>
public sealed class SeatSpec
{
    /// <summary>Ends a test that hangs, and nothing else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly SessionKey Session = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    [Fact]
    public async Task Everybody_who_asked_must_hear_that_nothing_is_known_when_the_seat_is_stopped_meanwhile()
    {
        // As long as an asker would have to wait if it heard nothing.
        const string patient = "risk-engine-cluster.majority-within = 10m";
        await using var nodes = await Nodes.StartAsync(1, patient);
        var replicas = new Replicas(
            nodes[0],
            RiskEngineClusterSettings.Read(ConfigurationFactory.ParseString(patient))
        );
        var terms = new ClusterTerms(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        var seat = nodes[0].ActorOf(Props.Create(() => new Seat(Session, replicas, terms, TimeProvider.System)));
        var first = seat.Ask<SeatAnswer>(new SeatQuestion.Read(Session), Patience);
        var second = seat.Ask<SeatAnswer>(new SeatQuestion.Acquire(Session, new NodeName("node-1")), Patience);

        // It has taken both, and goes on hearing while it waits.
        await seat.Ask<ActorIdentity>(new Identify(1), Patience);
        nodes[0].Stop(seat);

        (await first).ShouldBeOfType<SeatAnswer.Unknown>();
        (await second).ShouldBeOfType<SeatAnswer.Unknown>();
    }
}

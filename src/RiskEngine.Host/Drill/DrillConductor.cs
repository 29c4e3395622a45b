using Akka.Actor;

namespace RiskEngine.Host.Drill;

/// <summary>Starts a strategy per session, gives the order to pull, and notes what comes back.</summary>
internal sealed class DrillConductor : ReceiveActor
{
    public DrillConductor(
        RiskEngineHandle engine,
        DrillProgress progress,
        IReadOnlyDictionary<SessionKey, TimeSpan> paces,
        Action allAnswered
    )
    {
        foreach (var (session, pace) in paces)
            Context.ActorOf(
                Props.Create(() => new DrillStrategy(session, engine.Router, Self, pace)),
                session.Alias.Value
            );
        Receive<PullAll>(pull =>
        {
            foreach (var (session, command) in pull.Commands)
                Context.Child(session.Alias.Value).Tell(new DrillStrategy.PullOrders(command));
        });
        Receive<PrivateRequestOutcome>(outcome => progress.Change(outcome.Session, known => Counted(known, outcome)));
        Receive<SessionCancelOutcome>(outcome =>
        {
            progress.Change(outcome.Session, known => known with { Outcome = outcome });
            if (progress.Sessions.All(session => session.Outcome is not null))
                allAnswered();
        });
    }

    private static SessionProgress Counted(SessionProgress known, PrivateRequestOutcome outcome) =>
        outcome switch
        {
            PrivateRequestAnswered => known with { Placed = known.Placed + 1 },
            PrivateRequestDenied => known with { Denied = known.Denied + 1 },
            _ => known with { Failed = known.Failed + 1 },
        };

    /// <summary>Cancel every session, now.</summary>
    /// <param name="Commands">The id to cancel each with.</param>
    internal sealed record PullAll(IReadOnlyDictionary<SessionKey, CommandId> Commands);
}

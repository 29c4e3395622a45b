using Akka.Actor;

namespace RiskEngine.Host.Drill;

/// <summary>Starts a strategy per session, engages the kill switch, and notes what comes back.</summary>
internal sealed class DrillConductor : ReceiveActor
{
    public DrillConductor(
        RiskEngineHandle engine,
        DrillProgress progress,
        IReadOnlyDictionary<SessionKey, TimeSpan> paces,
        Action reported
    )
    {
        foreach (var (session, pace) in paces)
            Context.ActorOf(
                Props.Create(() => new DrillStrategy(session, engine.Router, Self, pace)),
                session.Alias.Value
            );
        Receive<EngageKillSwitch>(command =>
        {
            engine.KillSwitch.Tell(command);
            foreach (var strategy in Context.GetChildren())
                strategy.Tell(DrillStrategy.OneMore.Instance);
        });
        Receive<PrivateRequestOutcome>(outcome => progress.Change(outcome.Session, known => Counted(known, outcome)));
        Receive<KillSwitchEngaged>(engaged => progress.Engaged = engaged);
        Receive<KillSwitchApplied>(applied => Note(progress, applied));
        Receive<KillSwitchCompleted>(_ => reported());
        Receive<KillSwitchIncomplete>(_ => reported());
        Receive<KillSwitchMatchesNothing>(_ => reported());
        Receive<KillSwitchEngageDenied>(_ => reported());
    }

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(KillSwitchApplied));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private static void Note(DrillProgress progress, KillSwitchApplied applied)
    {
        if (applied.Effect is KillSwitchEffect.CancelEnded ended)
            progress.Change(applied.Session, known => known with { Outcome = ended.Outcome });
    }

    private static SessionProgress Counted(SessionProgress known, PrivateRequestOutcome outcome) =>
        outcome switch
        {
            PrivateRequestAnswered => known with { Placed = known.Placed + 1 },
            PrivateRequestDenied => known with { Denied = known.Denied + 1 },
            PrivateRequestRejected or PrivateRequestUnconfirmed => known with { Failed = known.Failed + 1 },
            _ => throw ClosedUnion.Unhandled(outcome),
        };
}

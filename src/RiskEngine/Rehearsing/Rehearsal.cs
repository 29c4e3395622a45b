using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>Cancels on a stage, before the engine opens, what is on no exchange: the first real cancel then runs code that is compiled.</summary>
/// <remarks>
/// Router, guardian, rules, sender, signer, the reader of answers and who listens for trips are the real ones; the wire is none, nothing is
/// remembered, and nobody hears of it. One that goes wrong is logged and keeps nothing from starting.
/// </remarks>
internal static class Rehearsal
{
    private const string Name = "risk-engine-rehearsal";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    internal static async Task Run(ActorSystem system, RiskEngineSettings settings, EngineClock clock)
    {
        if (settings.Rehearsals == 0)
            return;
        // Sessions that take the same way to the same exchange need it once.
        foreach (
            var session in settings.Sessions.DistinctBy(each =>
                (each.Key.Exchange, each.Limits.Verification, each.Exchange.Credentials.GetType())
            )
        )
            await Play(system, settings, session, clock).ConfigureAwait(false);
    }

    private static async Task Play(
        ActorSystem system,
        RiskEngineSettings settings,
        SessionSettings session,
        EngineClock clock
    )
    {
        var plan = Plan(session, settings, clock);
        var trips = settings.Trips;
        var stage = system.ActorOf(Props.Create(() => new RehearsalStage(plan, trips)), $"{Name}-{session.Key.Alias}");
        for (var i = 1; i <= settings.Rehearsals; i++)
            if (
                await Cancel(system, clock, stage, session.Key, i).ConfigureAwait(false)
                is var reply
                    and not QuestionReply.Heard { Answer: SessionCanceled }
            )
            {
                system.Log.Warning(
                    "The rehearsal of session {Session} failed ({Answer}); the first cancel will take longer than it need.",
                    session.Key,
                    reply is QuestionReply.Heard heard ? heard.Answer.GetType().Name : "no answer"
                );
                break;
            }
        await system.StopAsync(clock, stage, Limit).ConfigureAwait(false);
    }

    private static Task<QuestionReply> Cancel(
        ActorSystem system,
        EngineClock clock,
        IActorRef stage,
        SessionKey session,
        int number
    ) =>
        system.AskAsync(
            clock,
            stage,
            new CancelSession(
                session,
                new CommandId($"rehearsal-{number}"),
                null,
                new RequestedBy.Engine("rehearsal"),
                new Reason("to be ready")
            ),
            Limit
        );

    private static GuardianPlan Plan(SessionSettings session, RiskEngineSettings settings, EngineClock clock)
    {
        var now = clock.Now;
        var limits = session.Limits with
        {
            // No time is to pass, and nothing but the cancels is to be sent.
            VerifyPause = TimeSpan.Zero,
            ListLagLimit = TimeSpan.Zero,
            Preflight = false,
            RequiresHeartbeat = false,
            CancelOnStart = false,
        };
        var state = GuardianState.Initial(
            session.Key,
            limits,
            // Time-based ones would run out within the second.
            new NonceSequence(new NonceMode.Increasing(NonceUnit.Milliseconds), session.NonceLimits, null),
            ExchangeClock.StartingFrom(now),
            jitterSeed: 1,
            known: KillSwitchState.Clear.Instance
        );
        return new GuardianPlan(
            session,
            settings.Supervision,
            settings.Exchanges[session.Key.Exchange].OpenRehearsal(session.Exchange),
            new InProcessNonceMarks(),
            new OrderWrites(NoOrderLedgers.Instance, session.Key, TimeProvider.System),
            clock,
            new GuardianMemory(state),
            new GuardianAudit(NoAuditRecorder.Instance, settings.Node, session.Key, clock)
        )
        {
            IsRehearsal = true,
        };
    }
}

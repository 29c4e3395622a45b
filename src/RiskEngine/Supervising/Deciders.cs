using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>Who meets whose failure, and how: every strategy of the engine, in one table.</summary>
/// <remarks>
/// What an exchange, a network or a store may do is a value and reaches nobody here. A failure is a defect.
/// <code>
///  who fails       how                        who decides   decision        lost, and told
///  HttpSender      any exception              guardian      restart         its open request: reported unknown, may have run;
///                                                                           the others go on and are answered
///  HttpSender      more than sender-restarts  guardian      stop            everyone who waits is answered; then the guardian
///                  in within, or it ended                                   fails: SenderKeepsFailing
///  guardian        its sender is lost         supervisor    restart         requests that are out; nonces, own orders, answers,
///                                                                           engagements and strategies are kept
///  guardian        any other exception        supervisor    restart         as above, and everyone who waited is told that
///                                                                           nothing is certain: GuardianFailed
///  kill switch     any exception              supervisor    restart         the message in hand; the record is kept
///  router          any exception              supervisor    restart         the message in hand; it has no state
///  supervisor      any exception              user guardian restart         the message in hand; its children are kept, and
///                                                                           restart as after a failure of their own
/// </code>
/// Restarts happen in place and at once: references stay good, mailboxes stay whole, and the next cancel does not wait. What
/// waits is order entry: after a guardian's restart for <c>supervision.reopen-first</c>, doubled each time.
/// </remarks>
internal static class Deciders
{
    /// <summary>The guardian's, for its sender. Told of each failure, before it restarts.</summary>
    internal static SupervisorStrategy OfGuardian(
        SupervisionSettings settings,
        SessionKey session,
        ILoggingAdapter log
    ) =>
        new OneForOneStrategy(
            settings.SenderRestarts,
            settings.Within,
            failure =>
            {
                log.Error(
                    failure,
                    "Session {Session}: the sender failed; it restarts, and its open request counts as unknown.",
                    session
                );
                return Directive.Restart;
            }
        );

    /// <summary>The supervisor's, for guardians, router and kill switch: without a limit, since an engine without them protects nobody.</summary>
    internal static SupervisorStrategy OfSupervisor() => new OneForOneStrategy(_ => Directive.Restart);
}

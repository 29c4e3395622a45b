using Akka;
using Akka.Actor;

namespace RiskEngine;

/// <summary>Cancels sessions on the way down, side by side, within what a shutdown phase allows; their order entry closes first.</summary>
internal static class CancelOnStop
{
    /// <summary>Below the 5 s that a phase takes at most by default, so that the outcome is known before the phase ends.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4.5);

    /// <param name="system">The system that the engine runs in.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="sessions">Which; those that another node runs by then are its to cancel.</param>
    /// <param name="clock">Both clocks, and alarms.</param>
    internal static async Task<Done> Run(
        ActorSystem system,
        RiskEngineHandle engine,
        IEnumerable<SessionKey> sessions,
        EngineClock clock
    )
    {
        var at = clock.Wall.ToUnixTimeMilliseconds();
        await Task.WhenAll(
                sessions.Select(
                    (session, i) => Cancel(system, clock, engine.Guardians[session], session, $"engine-stop-{at}-{i}")
                )
            )
            .ConfigureAwait(false);
        return Done.Instance;
    }

    private static async Task Cancel(
        ActorSystem system,
        EngineClock clock,
        IActorRef guardian,
        SessionKey session,
        string id
    )
    {
        var command = new CancelSession(
            session,
            new CommandId(id),
            null,
            new RequestedBy.Engine("cancel-on-stop"),
            new Reason("the system shuts down"),
            Deadline
        );
        // Before the cancel: whatever arrives after it is denied, until the end.
        guardian.Tell(new GuardianInput.Closing(), ActorRefs.NoSender);
        // The outcome is published and escalated by the guardian; here it only has to be waited for. If the guardian is
        // gone or stuck the shutdown goes on, and whoever waits is answered when it stops.
        await system.AskAsync(clock, guardian, new SwitchCancel(command), Patience).ConfigureAwait(false);
    }
}

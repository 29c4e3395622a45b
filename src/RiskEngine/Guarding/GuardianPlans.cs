using Akka.Event;

namespace RiskEngine;

/// <summary>Makes ready what a guardian needs before it comes up.</summary>
internal static class GuardianPlans
{
    /// <param name="session">The session.</param>
    /// <param name="settings">The engine's settings.</param>
    /// <param name="ports">What the engine gets from outside.</param>
    /// <param name="known">How the kill switch stands.</param>
    /// <param name="log">Told when the store of nonces fails.</param>
    internal static async Task<GuardianPlan> Of(
        SessionSettings session,
        RiskEngineSettings settings,
        RiskEnginePorts ports,
        KillSwitchState known,
        ILoggingAdapter log
    )
    {
        var patience = settings.KillSwitch.StorePatience;
        var mark = await Try(Read(session, ports), patience, ports.Time).ConfigureAwait(false);
        if (mark is Outcome<Nonce?>.Failed failed)
            log.Error("Session {0}: it cannot be told how high its nonces have gone: {1}", session.Key, failed.Why);
        var now = Moment.Of(ports.Time);
        var nonces = new NonceSequence(session.NonceMode, session.NonceLimits, (mark as Outcome<Nonce?>.Done)?.Value);
        var seed = ports.JitterSeed ?? (ulong)now.Wall.UtcTicks;
        var clock = ExchangeClock.StartingFrom(now);
        var state = GuardianState.Initial(session.Key, session.Limits, nonces, clock, seed, known: known);
        // Without its first block the guardian asks for one itself, and denies orders until it has it.
        var reserved = state.FirstReservation(now);
        if (
            mark is Outcome<Nonce?>.Done
            && await Try(Reserve(session, ports, reserved), patience, ports.Time).ConfigureAwait(false)
                is Outcome<bool>.Done
        )
            state = state.AfterReservation(reserved);
        return new GuardianPlan(
            session,
            settings.Supervision,
            settings.Exchanges[session.Key.Exchange].Open(session.Exchange),
            ports.NonceMarks,
            ports.Time,
            new GuardianMemory(state)
        );
    }

    private static async Task<Nonce?> Read(SessionSettings session, RiskEnginePorts ports) =>
        await ports.NonceMarks.ReadAsync(session.Key, CancellationToken.None).ConfigureAwait(false);

    private static async Task<bool> Reserve(SessionSettings session, RiskEnginePorts ports, Nonce upTo)
    {
        await ports.NonceMarks.ReserveAsync(session.Key, upTo, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits so long for the store, and takes whatever it does for a value.</summary>
    private static async Task<Outcome<T>> Try<T>(Task<T> asked, TimeSpan patience, TimeProvider time)
    {
        if (!asked.IsCompleted)
            await Task.WhenAny(asked, Task.Delay(patience, time)).ConfigureAwait(false);
        if (!asked.IsCompleted)
            return new Outcome<T>.Failed($"The store has not answered within {patience}.");
        try
        {
            return new Outcome<T>.Done(await asked.ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return new Outcome<T>.Failed(failure.Message);
        }
    }

    private abstract record Outcome<T>
    {
        internal sealed record Done(T Value) : Outcome<T>;

        internal sealed record Failed(string Why) : Outcome<T>;
    }
}

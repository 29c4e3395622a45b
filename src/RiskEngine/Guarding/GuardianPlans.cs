using Akka.Event;

namespace RiskEngine;

/// <summary>Makes ready what a guardian needs before it comes up.</summary>
internal static class GuardianPlans
{
    /// <param name="session">The session.</param>
    /// <param name="settings">The engine's settings.</param>
    /// <param name="ports">What the engine gets from outside.</param>
    /// <param name="clock">The time that the guardian goes by.</param>
    /// <param name="known">How the kill switch stands.</param>
    /// <param name="budgets">The budgets that sessions share; null: they share none.</param>
    /// <param name="log">Told when the store of nonces fails.</param>
    internal static async Task<GuardianPlan> Of(
        SessionSettings session,
        RiskEngineSettings settings,
        RiskEnginePorts ports,
        EngineClock clock,
        KillSwitchState known,
        SharedBudgets? budgets,
        ILoggingAdapter log
    )
    {
        var patience = settings.KillSwitch.StorePatience;
        var mark = await InTime(Read(session, ports), patience, ports.Time).ConfigureAwait(false);
        if (mark is null)
            log.Error(
                "Session {Session}: it cannot be told how high its nonces have gone; its orders are denied.",
                session.Key
            );
        var now = clock.Now;
        var nonces = new NonceSequence(session.NonceMode, session.NonceLimits, mark?.Mark);
        var seed = ports.JitterSeed ?? (ulong)now.Wall.UtcTicks;
        var gateway = settings.Exchanges[session.Key.Exchange].Open(session.Exchange);
        var limits = session.Limits with
        {
            Capabilities = gateway.Capabilities,
            KeepsOrders = true,
            IsPaced = budgets is not null,
            ClockSkewTrip = settings.Trips.ClockSkew,
        };
        var state = GuardianState.Initial(
            session.Key,
            limits,
            nonces,
            ExchangeClock.StartingFrom(now),
            seed,
            known: known
        );
        var orders = new OrderWrites(LedgersOf(ports), session.Key, ports.Time);
        var kept = await InTime(Read(orders), patience, ports.Time).ConfigureAwait(false);
        if (kept is null)
            log.Error(
                "Session {Session}: its open orders of earlier cannot be read; a cancel takes longer to prove.",
                session.Key
            );
        state = state.AfterReadingOrders(kept, now);
        // Without its first block the guardian asks for one itself, and denies orders until it has it.
        var reserved = state.FirstReservation(now);
        var reservation = mark is null ? null : Reserve(session, ports, reserved);
        if (
            reservation is not null
            && await InTime(reservation, patience, ports.Time).ConfigureAwait(false) is not null
        )
            state = state.AfterReservation(reserved);
        return new GuardianPlan(
            session,
            settings.Supervision,
            gateway,
            ports.NonceMarks,
            orders,
            clock,
            new GuardianMemory(state),
            new GuardianAudit(ports.Audit, settings.Node, session.Key, clock)
        )
        {
            Budgets = budgets,
            CountsMessages = settings.Trips is not { Messages: null, RepeatedOrders: null },
        };
    }

    private static async Task<NonceMarkReading.Known?> Read(SessionSettings session, RiskEnginePorts ports) =>
        await ports.NonceMarks.ReadAsync(session.Key).ConfigureAwait(false) as NonceMarkReading.Known;

    private static async Task<OrderLedgerReading.Known?> Read(OrderWrites orders) =>
        await orders.ReadAsync().ConfigureAwait(false) as OrderLedgerReading.Known;

    /// <summary>What one node of a cluster remembers for itself would pass for all, although others have run the session since.</summary>
    private static IOrderLedgers LedgersOf(RiskEnginePorts ports) =>
        ports.OrderLedgers ?? (ports.Cluster is null ? new InProcessOrderLedgers() : NoOrderLedgers.Instance);

    private static async Task<StoreChange.Kept?> Reserve(SessionSettings session, RiskEnginePorts ports, Nonce upTo) =>
        await ports.NonceMarks.ReserveAsync(session.Key, upTo).ConfigureAwait(false) as StoreChange.Kept;

    /// <summary>Waits so long for the store; null when it failed or did not answer: the cancels must not wait for it.</summary>
    private static async Task<T?> InTime<T>(Task<T?> asked, TimeSpan patience, TimeProvider time)
        where T : class
    {
        if (!asked.IsCompleted)
            await Task.WhenAny(asked, Task.Delay(patience, time)).ConfigureAwait(false);
        return asked.IsCompleted ? await asked.ConfigureAwait(false) : null;
    }
}

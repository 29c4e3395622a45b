namespace RiskEngine;

/// <summary>What a guardian has the store remember; each comes back to it as an input.</summary>
internal static class StoreWrites
{
    /// <summary>Has it remember that nonces up to here may be used.</summary>
    internal static async Task<GuardianInput> Reserve(INonceMarks marks, SessionKey session, Nonce upTo) =>
        await marks.ReserveAsync(session, upTo).ConfigureAwait(false) is StoreChange.Failed { Failure: var why }
            ? new GuardianInput.NonceReservationFailed(why)
            : new GuardianInput.NoncesReserved(upTo);

    /// <summary>Has it remember which orders are open.</summary>
    internal static async Task<GuardianInput> Keep(OrderWrites orders, OrderLedgerChange change) =>
        await orders.KeepAsync(change).ConfigureAwait(false) is StoreChange.Failed { Failure: var why }
            ? new GuardianInput.OrdersNotKept(why)
            : new GuardianInput.OrdersKept();
}

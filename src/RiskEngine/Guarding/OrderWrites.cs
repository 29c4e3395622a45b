namespace RiskEngine;

/// <summary>Writes one guardian's open orders: one change after the other, and the last word before its session goes on.</summary>
/// <remarks>
/// A store need not keep the order in which it was asked; an earlier change after a later one would bring back what was
/// closed. Called by one thread at a time.
/// </remarks>
internal sealed class OrderWrites(IOrderLedgers ledgers, SessionKey session, TimeProvider time)
{
    /// <summary>How long the store may take over a guardian's last word, below the 2 s that a node has to leave its cluster.</summary>
    internal static readonly TimeSpan LastWordLimit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Completes when the store has answered the last change. Awaited by the next change alone, not by whoever asked for the
    /// last: of several that await a task .NET lets the thread that completes it run one, and hands the others to the pool.
    /// </summary>
    private volatile Task _last = Task.CompletedTask;

    /// <summary>The lease that the guardian runs by; null: it needs none.</summary>
    internal LeaseHold? Hold { private get; init; }

    /// <summary>The same store, for a guardian that runs by a lease.</summary>
    internal OrderWrites Under(LeaseHold hold) => new(ledgers, session, time) { Hold = hold };

    internal Task<OrderLedgerReading> ReadAsync() => ledgers.ReadAsync(session);

    /// <summary>Never fails: a defect of the store is an answer of it.</summary>
    internal Task<StoreChange> KeepAsync(OrderLedgerChange change)
    {
        var before = _last;
        var answered = new TaskCompletionSource();
        _last = answered.Task;
        return After(before, change, answered);
    }

    /// <summary>Waits until the store has answered to everything, for <see cref="LastWordLimit"/> at most.</summary>
    internal async Task SettledAsync()
    {
        if (!_last.IsCompleted)
            await Task.WhenAny(_last, Task.Delay(LastWordLimit, time)).ConfigureAwait(false);
    }

    private async Task<StoreChange> After(Task before, OrderLedgerChange change, TaskCompletionSource answered)
    {
        await before.ConfigureAwait(false);
        try
        {
            return await ledgers.KeepAsync(session, Permitted(change)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is: the change is not known to be kept, and is written again.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            return new StoreChange.Failed(new StoreFailure(StoreFault.Unavailable, defect.Message));
        }
        finally
        {
            answered.SetResult();
        }
    }

    /// <summary>
    /// Who may have lost the session cannot say that it is at rest: another may run it by now, and who comes after a crash
    /// of that one would believe it.
    /// </summary>
    private OrderLedgerChange Permitted(OrderLedgerChange change) =>
        Hold is null || Hold.At(Moment.Of(time).Running) is LeaseStanding.Held
            ? change
            : change with
            {
                Standing = OrderLedgerStanding.InUse,
            };
}

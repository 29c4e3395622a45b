using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Has the store remember the open orders, a moment behind: no order and no cancel waits for a disk.</summary>
/// <remarks>
/// Only the first word of a process is waited for, which says that the store's orders are in use again: after a crash they
/// may then not be taken for all of them. Orders and leases are denied until it is kept.
/// </remarks>
/// <param name="IsMarked">Whether the store knows that the orders are in use.</param>
/// <param name="Asked">What is being written; null: nothing is.</param>
/// <param name="Since">When the first change was learned that is not written yet, on the running clock; null: there is none.</param>
/// <param name="Retry">When a write that failed may be tried again.</param>
internal sealed record LedgerKeeper(bool IsMarked, OrderLedgerChange? Asked, TimeSpan? Since, Backoff Retry)
{
    /// <summary>A guardian without a store for its orders: nothing is written, and nothing waited for.</summary>
    internal static readonly LedgerKeeper None = new(IsMarked: true, null, null, Backoff.None);

    /// <summary>A guardian that has just read its orders.</summary>
    internal static readonly LedgerKeeper Unmarked = new(IsMarked: false, null, null, Backoff.None);

    /// <summary>Whether a new order would be known after a crash to be possibly missing.</summary>
    internal static bool Covers(GuardianState state) => state.LedgerKeeper.IsMarked;

    /// <summary>Whether an order would wait in vain: the store fails.</summary>
    internal static bool Fails(GuardianState state) => !Covers(state) && state.LedgerKeeper.Retry.Failures > 0;

    internal static void Keep(Turn turn)
    {
        var (state, keeper) = (turn.State, turn.State.LedgerKeeper);
        if (!state.Limits.KeepsOrders)
            return;
        if (keeper.Since is null && !state.Ledger.Unwritten.IsEmpty)
            state.LedgerKeeper = keeper = keeper with { Since = turn.Running };
        if (NextAt(state) <= turn.Running)
            Write(turn, OrderLedgerStanding.InUse);
    }

    internal static TimeSpan? NextAt(GuardianState state)
    {
        var keeper = state.LedgerKeeper;
        if (!state.Limits.KeepsOrders || keeper.Asked is not null)
            return null;
        var due = keeper.IsMarked ? keeper.Since + state.Limits.LedgerWriteBehind : TimeSpan.MinValue;
        return keeper.Retry.NotBefore > due ? keeper.Retry.NotBefore : due;
    }

    /// <summary>The store has what was asked.</summary>
    internal static void Kept(Turn turn) =>
        turn.State.LedgerKeeper = turn.State.LedgerKeeper with { IsMarked = true, Asked = null, Retry = Backoff.None };

    /// <summary>The store could not take it, or nobody knows whether it did: it is written again, with what came since.</summary>
    internal static void Failed(Turn turn, StoreFailure why)
    {
        var (state, keeper) = (turn.State, turn.State.LedgerKeeper);
        if (keeper.Asked is not { } asked)
            return;
        if (keeper.Retry.Failures == 0)
            turn.Escalate(
                EscalationCause.OrdersNotDurable,
                $"Session {state.Session}: the store of open orders fails ({why}). Cancels pass; after a crash orders of these "
                    + "moments would be unknown, so that a cancel then takes longer to prove. Look at its disk or database."
            );
        var retry = turn.AfterFailure(keeper.Retry);
        // Never at once: a store that failed in no time would be asked without end.
        var soonest = turn.Running + turn.Limits.RetryFirst;
        state.LedgerKeeper = keeper with
        {
            Asked = null,
            Since = keeper.Since ?? turn.Running,
            Retry = retry.NotBefore > soonest ? retry : retry with { NotBefore = soonest },
        };
        state.Ledger = state.Ledger.WithUnwritten(asked);
    }

    /// <summary>The guardian stops for good: the last word says whether every order is known.</summary>
    internal static void KeepLast(Turn turn)
    {
        if (!turn.State.Limits.KeepsOrders)
            return;
        Write(
            turn,
                // Whoever comes next has to wait for these as for those of a process that crashed.
                OrderLane.MayLand(turn.State, turn.Running)
                    ? OrderLedgerStanding.InUse
                : OrdersInDoubt.AreNone(turn.State) ? OrderLedgerStanding.StoppedWhole
                : OrderLedgerStanding.StoppedInDoubt
        );
    }

    private static void Write(Turn turn, OrderLedgerStanding standing)
    {
        var state = turn.State;
        var change = state.Ledger.Unwritten;
        // What is being written may fail, and the last word is not asked again.
        if (state.LedgerKeeper.Asked is { } pending)
            change = state.Ledger.WithUnwritten(pending).Unwritten;
        var opened = change
            .Where(order => order.Value)
            .Select(order => new KeptOrder(order.Key, state.Ledger.Open[order.Key].Strategy)
            {
                Terms = state.Ledger.Open[order.Key].Terms,
            });
        var closed = change.Where(order => !order.Value).Select(order => order.Key);
        var asked = new OrderLedgerChange(opened.ToValueList(), closed.ToValueList(), standing);
        state.LedgerKeeper = state.LedgerKeeper with { Asked = asked, Since = null };
        state.Ledger = state.Ledger with { Unwritten = ImmutableSortedDictionary<OrderId, bool>.Empty };
        turn.Add(new GuardianEffect.KeepOrders(asked));
    }
}

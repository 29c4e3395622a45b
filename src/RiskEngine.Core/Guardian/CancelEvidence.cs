using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What one command's requests, and the ledger since, have shown by now.</summary>
internal sealed class CancelEvidence
{
    private readonly GuardianState _state;
    private readonly ImmutableArray<(OrderId Id, ClosedOrder Order)> _closed;
    private HashSet<OrderId>? _doubtful;

    /// <param name="state">What is known.</param>
    /// <param name="pending">The command.</param>
    internal CancelEvidence(GuardianState state, PendingCancel pending)
    {
        _state = state;
        Requests = state.Records.RemoveAll(record => !pending.RestsOn(record.Id));
        _closed = ClosedSince(Requests.IsEmpty ? TimeSpan.MaxValue : Requests[0].DispatchedAt, pending);
        // Most cancels of a session without orders find none: that much is told without sets and queries.
        Canceled =
            _closed.IsEmpty && !Requests.Exists(NamesCanceled)
                ? []
                : Named().Concat(ClosedBy(OrderEnd.Canceled)).Distinct().Where(IsClaimed).ToValueList();
    }

    /// <summary>The requests that the command rests on, in the order in which they left.</summary>
    internal ImmutableArray<CancelRecord> Requests { get; }

    /// <summary>Whether the exchange accepted one of them, conclusive or not.</summary>
    internal bool IsAccepted => Requests.Exists(record => record.Result == AttemptResult.Accepted);

    /// <summary>What went, by the acceptances and by the cancels of single orders; none that a look still shows.</summary>
    internal ValueList<OrderId> Canceled { get; }

    /// <summary>What a fill closed meanwhile.</summary>
    internal ValueList<OrderId> Filled => _closed.IsEmpty ? [] : ClosedBy(OrderEnd.Filled).ToValueList();

    /// <summary>What is closed, nobody said how.</summary>
    internal ValueList<OrderId> Gone => _closed.IsEmpty ? [] : ClosedBy(OrderEnd.Gone).ToValueList();

    /// <summary>What an acceptance says is not canceled, and nothing has closed since.</summary>
    internal ValueList<OrderId> Rejects =>
        _state.Ledger.Open.IsEmpty
            ? []
            : _state
                .Ledger.Open.Where(order => order.Value.IsRejected)
                .Select(order => order.Key)
                .Order()
                .ToValueList();

    /// <summary>What was seen open last, and what may be ours of it.</summary>
    internal ValueList<OrderId> Open =>
        _state
            .Ledger.Open.Where(order => IsShownOpen(order.Value))
            .Select(order => order.Key)
            .Concat(_state.Reconciliation.Suspects)
            .Order()
            .ToValueList();

    /// <summary>What is known, was not seen open, and of which no answer says that it is closed.</summary>
    internal ValueList<OrderId> Unaccounted =>
        _state
            .Ledger.Open.Where(order => !IsShownOpen(order.Value) && !order.Value.IsRejected)
            .Select(order => order.Key)
            .Concat(ListedThoughClosed(_state))
            .Order()
            .ToValueList();

    /// <summary>Whether <see cref="Canceled"/> may lack what a request took that was not answered with whole lists.</summary>
    internal CancelListing Listing =>
        LastUnseen is null
        && !Requests.Exists(record =>
            record.Answer is ExchangeAnswer.CancelAccepted { Listing: CancelListing.Incomplete }
        )
            ? CancelListing.Complete
            : CancelListing.Incomplete;

    /// <summary>The last request that may have run and was not answered so that one could tell.</summary>
    internal CancelRecord? LastUnseen => Requests.FindLast(record => record.MayHaveRunUnseen);

    /// <summary>What was seen before the cancel was accepted says nothing of what is open after it.</summary>
    private bool IsShownOpen(LedgerOrder order) => order.IsSeenOpen && order.SeenOpenAt >= _state.Reconciliation.Since;

    /// <summary>An order that is called closed and listed all the same is not claimed: one of the two is wrong.</summary>
    private HashSet<OrderId> Doubtful =>
        _doubtful ??= [.. _state.Ledger.Open.Keys, .. ListedThoughClosed(_state), .. _state.Reconciliation.Suspects];

    private bool IsClaimed(OrderId id) =>
        !Doubtful.Contains(id) && _state.Ledger.Closed.GetValueOrDefault(id)?.End is null or OrderEnd.Canceled;

    private static bool RestsOn(PendingCancel pending, AttemptId? by) => by is not { } id || pending.RestsOn(id);

    private static bool NamesCanceled(CancelRecord record) =>
        record.Answer is ExchangeAnswer.CancelAccepted { Canceled.Count: > 0 };

    private IEnumerable<OrderId> Named() =>
        Requests
            .Select(record => record.Answer)
            .OfType<ExchangeAnswer.CancelAccepted>()
            .SelectMany(accepted => accepted.Canceled);

    private ImmutableArray<(OrderId Id, ClosedOrder Order)> ClosedSince(TimeSpan from, PendingCancel pending) =>
        _state.Ledger.Closed.IsEmpty
            ? []
            :
            [
                .. _state
                    .Ledger.Closed.Where(order =>
                        order.Value.At >= from
                        && order.Value is { ListedAt: null } closed
                        && RestsOn(pending, closed.By)
                    )
                    .Select(order => (order.Key, order.Value))
                    .OrderBy(order => order.Key),
            ];

    private IEnumerable<OrderId> ClosedBy(OrderEnd end) =>
        _closed.Where(order => order.Order.End == end).Select(order => order.Id);

    private static IEnumerable<OrderId> ListedThoughClosed(GuardianState state) =>
        state.Ledger.Closed.Where(order => order.Value.ListedAt is not null).Select(order => order.Key);
}

using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What one command's requests, and the looks after them, have shown by now.</summary>
internal sealed class CancelEvidence
{
    private readonly Verification? _looks;

    /// <param name="state">What is known.</param>
    /// <param name="pending">The command.</param>
    internal CancelEvidence(GuardianState state, PendingCancel pending)
    {
        Requests = state.Records.RemoveAll(record => !pending.RestsOn(record.Id));
        _looks = pending.AcceptedAt is null ? null : state.Verification;
        Canceled = Named(accepted => accepted.Canceled, _looks?.Canceled ?? []);
        Rejects = Named(accepted => accepted.Rejects, []);
    }

    /// <summary>The requests that the command rests on, in the order in which they left.</summary>
    internal ImmutableArray<CancelRecord> Requests { get; }

    /// <summary>Whether the exchange accepted one of them, conclusive or not.</summary>
    internal bool IsAccepted => Requests.Exists(record => record.Result == AttemptResult.Accepted);

    /// <summary>What went, by the acceptances and by the cancels of single orders.</summary>
    internal ValueList<OrderId> Canceled { get; }

    /// <summary>What the acceptances say is left.</summary>
    internal ValueList<OrderId> Rejects { get; }

    /// <summary>Whether <see cref="Canceled"/> may lack what a request took whose answer was lost.</summary>
    internal CancelListing Listing => LastUnseen is null ? CancelListing.Complete : CancelListing.Incomplete;

    /// <summary>The last request that may have run and was not answered so that one could tell.</summary>
    internal CancelRecord? LastUnseen => Requests.FindLast(record => record.MayHaveRunUnseen);

    /// <summary>What a request took whose answer was lost, as far as the open orders tell: ours before it, and gone after it.</summary>
    internal ValueList<OrderId> Gone =>
        LastUnseen is { } lost && _looks is { } looks
            ? looks
                .Gone.Where(order => order.Since < lost.DispatchedAt)
                .Select(order => order.Id)
                .Except(Canceled)
                .ToValueList()
            : [];

    private ValueList<OrderId> Named(
        Func<ExchangeAnswer.CancelAccepted, ValueList<OrderId>> by,
        ImmutableList<OrderId> besides
    )
    {
        List<OrderId>? named = null;
        foreach (var record in Requests)
            if (record.Answer is ExchangeAnswer.CancelAccepted accepted && by(accepted) is var some && some.Count > 0)
                (named ??= []).AddRange(some);
        if (!besides.IsEmpty)
            (named ??= []).AddRange(besides);
        return named is null ? [] : named.Distinct().ToValueList();
    }
}

namespace RiskEngine.Protocol;

/// <summary>The lists of orders in an outcome, those first whose orders may be live.</summary>
public enum OutcomeList
{
    /// <summary>Orders of ours that were seen open last: <see cref="SessionCancelPartial.Open"/>.</summary>
    Open,

    /// <summary>Orders of ours of which nobody knows whether they are live: <see cref="SessionCancelOutcome.Unaccounted"/>.</summary>
    Unaccounted,

    /// <summary>Open orders of the account that are not known as ours: <see cref="SessionCancelOutcome.Others"/>.</summary>
    Others,

    /// <summary>Orders that the exchange says it did not cancel: <see cref="SessionCancelPartial.Rejects"/>.</summary>
    Rejects,

    /// <summary>Orders that a fill closed: <see cref="SessionCancelOutcome.Filled"/>.</summary>
    Filled,

    /// <summary>Orders that are closed, nobody said how: <see cref="SessionCancelOutcome.Gone"/>.</summary>
    Gone,

    /// <summary>Orders that the exchange says it canceled.</summary>
    Canceled,
}

/// <summary>Finds a list of an outcome by its name.</summary>
public static class OutcomeLists
{
    /// <summary>All lists, those first whose orders may be live.</summary>
    public static IReadOnlyList<OutcomeList> All { get; } =
    [
        OutcomeList.Open,
        OutcomeList.Unaccounted,
        OutcomeList.Others,
        OutcomeList.Rejects,
        OutcomeList.Filled,
        OutcomeList.Gone,
        OutcomeList.Canceled,
    ];

    /// <summary>The list of this name; empty where the outcome has none.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="list">Which of its lists.</param>
    public static ValueList<OrderId> ListOf(this SessionCancelOutcome outcome, OutcomeList list)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return list switch
        {
            OutcomeList.Open => (outcome as SessionCancelPartial)?.Open ?? [],
            OutcomeList.Unaccounted => outcome.Unaccounted,
            OutcomeList.Others => outcome.Others,
            OutcomeList.Rejects => (outcome as SessionCancelPartial)?.Rejects ?? [],
            OutcomeList.Filled => outcome.Filled,
            OutcomeList.Gone => outcome.Gone,
            OutcomeList.Canceled => outcome switch
            {
                SessionCanceled x => x.Canceled,
                SessionCancelPartial x => x.Canceled,
                SessionCancelUnconfirmed x => x.Canceled,
                SessionCancelDenied or SessionCancelRejected => [],
                _ => throw ClosedUnion.Unhandled(outcome),
            },
        };
    }

    /// <summary>Whether an order of some list, or what is known of one, is left out of the message.</summary>
    /// <param name="outcome">The outcome.</param>
    public static bool IsCut(this SessionCancelOutcome outcome) =>
        All.Any(list => outcome.ListOf(list).Omitted > 0) || outcome.Details.Omitted > 0;
}

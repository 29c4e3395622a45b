namespace RiskEngine.Protocol;

/// <summary>How long an outcome's lists are, and which of them stay when not all fit: the more dangerous first.</summary>
internal static class OutcomeSize
{
    /// <summary>The requests of a cancel that stay; of more, the last few would say no more.</summary>
    private const int MostAttempts = 32;

    private const int AttemptBytes = 110;

    /// <summary>The outcome with its lists cut; itself where they fit.</summary>
    internal static SessionCancelOutcome Cut(SessionCancelOutcome outcome, SizeBudget budget)
    {
        if (ListBytes(outcome) <= budget.Left)
            return outcome;
        var effort = outcome.Effort with { Attempts = outcome.Effort.Attempts.First(MostAttempts) };
        effort = effort with { Attempts = budget.Take(effort.Attempts, _ => AttemptBytes) };
        var open = Take((outcome as SessionCancelPartial)?.Open);
        var unaccounted = Take(outcome.Unaccounted);
        var others = Take(outcome.Others);
        var rejects = Take((outcome as SessionCancelPartial)?.Rejects);
        var filled = Take(outcome.Filled);
        var gone = Take(outcome.Gone);
        var canceled = Take(outcome.ListOf(OutcomeList.Canceled));
        var cut = outcome with
        {
            Effort = effort,
            Unaccounted = unaccounted,
            Others = others,
            Filled = filled,
            Gone = gone,
            // Last of all: what is left out here is read with the orders' page.
            NotCovered = budget.Take(outcome.NotCovered, SizeOf.Left),
            Details = budget.Take(outcome.Details, SizeOf.Detail),
        };
        return cut switch
        {
            SessionCanceled x => x with { Canceled = canceled },
            SessionCancelPartial x => x with { Canceled = canceled, Rejects = rejects, Open = open },
            SessionCancelUnconfirmed x => x with { Canceled = canceled },
            SessionCancelRejected or SessionCancelDenied => cut,
            _ => throw ClosedUnion.Unhandled(cut),
        };

        ValueList<OrderId> Take(ValueList<OrderId>? list) => budget.Take(list ?? [], SizeOf.Order);
    }

    /// <summary>The whole outcome.</summary>
    internal static int Of(SessionCancelOutcome outcome) =>
        2 * SizeOf.Overhead
        + SizeOf.Session(outcome.Session)
        + SizeOf.Text(outcome.Command.Value)
        + SizeOf.Text(SaidIn(outcome))
        + ListBytes(outcome);

    /// <summary>Asked of every outcome, most of which have short lists: without an enumerator for each.</summary>
    private static int ListBytes(SessionCancelOutcome outcome)
    {
        var bytes = outcome.Effort.Attempts.Count * AttemptBytes;
        for (var list = 0; list < OutcomeLists.All.Count; list++)
        {
            var orders = outcome.ListOf(OutcomeLists.All[list]);
            for (var order = 0; order < orders.Count; order++)
                bytes += SizeOf.Order(orders[order]);
        }

        for (var left = 0; left < outcome.NotCovered.Count; left++)
            bytes += SizeOf.Left(outcome.NotCovered[left]);
        for (var detail = 0; detail < outcome.Details.Count; detail++)
            bytes += SizeOf.Detail(outcome.Details[detail]);

        return bytes;
    }

    private static string SaidIn(SessionCancelOutcome outcome) =>
        outcome switch
        {
            SessionCancelRejected x => $"{x.Said}",
            SessionCancelUnconfirmed x => $"{x.Said}",
            SessionCanceled or SessionCancelPartial or SessionCancelDenied => "",
            _ => throw ClosedUnion.Unhandled(outcome),
        };
}

using System.Diagnostics;

namespace RiskEngine.Core;

/// <summary>What answers say of single orders, put into the ledger.</summary>
internal static class OrderReports
{
    /// <summary>An answer that asked for one order of ours named it.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="report">What it said.</param>
    /// <param name="askedAt">When the request left, on the running clock.</param>
    internal static void Learn(Turn turn, OrderReport report, TimeSpan askedAt)
    {
        if (report.IsClosed)
            LearnClosed(turn, report);
        else if (report.Standing == OrderStanding.Live)
            turn.State.Ledger = turn.State.Ledger.Change(
                report.Id,
                order =>
                    order with
                    {
                        Terms = order.Terms.With(report.Terms),
                        SeenOpenAt = order.SeenOpenAt > askedAt ? order.SeenOpenAt : askedAt,
                    }
            );
    }

    /// <summary>An answer named an order as closed; it is only of interest where it is ours.</summary>
    internal static void LearnClosed(Turn turn, OrderReport report)
    {
        var state = turn.State;
        if (state.Ledger.Open.ContainsKey(report.Id))
            state.Ledger = state.Ledger.Close([report.Id], EndOf(report), turn.Running, state.Limits);
    }

    /// <summary>The answer to an order request named the orders that it placed: each is known from now on.</summary>
    internal static void LearnPlaced(Turn turn, OrderReport report, PlacedBy request)
    {
        var state = turn.State;
        var order = new LedgerOrder(OrderOrigin.Acknowledged, request.DispatchedAt, turn.Running)
        {
            Strategy = request.Strategy,
            Terms = TermsOf(turn, report, request),
        };
        // A cancel that was answered before the order's own request may have named it as gone.
        if (state.Ledger.Closed.ContainsKey(report.Id))
            return;
        state.Ledger = state.Ledger.Add(report.Id, order, state.Limits);
        if (report.IsClosed)
            LearnClosed(turn, report);
        else
            LateOrders.After(turn, report.Id, request);
    }

    private static OrderTerms TermsOf(Turn turn, OrderReport report, PlacedBy request) =>
        report.Terms with
        {
            EnteredBy = request.EnteredBy,
            // The request left no later than it was placed.
            PlacedAt = report.Terms.PlacedAt ?? turn.Now.Wall - (turn.Running - request.DispatchedAt),
        };

    private static OrderEnd EndOf(OrderReport report) =>
        report.Standing switch
        {
            OrderStanding.Canceled => OrderEnd.Canceled,
            OrderStanding.Filled => OrderEnd.Filled,
            OrderStanding.Closed => OrderEnd.Gone,
            _ => throw new UnreachableException($"Order {report.Id} is not closed: {report.Standing}."),
        };

    /// <summary>The request that placed an order.</summary>
    /// <param name="DispatchedAt">When it left, on the running clock.</param>
    /// <param name="Strategy">Whose it was.</param>
    /// <param name="EnteredBy">Where it went.</param>
    internal readonly record struct PlacedBy(TimeSpan DispatchedAt, StrategyId Strategy, PrivateEndpoint EnteredBy);
}

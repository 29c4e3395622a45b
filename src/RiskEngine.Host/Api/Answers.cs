using System.Globalization;

namespace RiskEngine.Host.Api;

/// <summary>How a cancel ended. Ids are text: they are above what a JSON reader's double holds.</summary>
/// <param name="CommandId">The command that is answered.</param>
/// <param name="Session">The session, such as <c>gemini/maker-1</c>.</param>
/// <param name="Outcome"><c>canceled</c>, <c>partial</c>, <c>denied</c>, <c>rejected</c> or <c>unconfirmed</c>.</param>
/// <param name="Reason">Why, where it is not canceled.</param>
/// <param name="Said">What the exchange said, if it said anything.</param>
/// <param name="Proof">What "canceled" rests on.</param>
/// <param name="IsListComplete">Whether <paramref name="CanceledOrders"/> names all that were canceled.</param>
/// <param name="CanceledOrders">The orders that the exchange says it canceled.</param>
/// <param name="CancelRejects">The orders that the exchange says it did not cancel.</param>
/// <param name="OpenOrders">The orders of ours that were open when last looked at.</param>
/// <param name="UnaccountedOrders">The orders of ours of which nobody knows whether they are live.</param>
/// <param name="FilledOrders">The orders of ours that a fill closed meanwhile.</param>
/// <param name="GoneOrders">The orders of ours that are closed, nobody said how.</param>
/// <param name="OtherOrders">Open orders of the account that are not known as the session's, where the account is looked at.</param>
/// <param name="OrderMayLandUntil">Until when an order request that had left before may still be executed; left out where none is.</param>
/// <param name="Node">The node that runs the session, where it is another one and was not heard.</param>
/// <param name="Attempts">How many requests were dispatched for the command.</param>
/// <param name="AcceptedMs">From the command's arrival to the exchange's acceptance; null when none came.</param>
/// <param name="ElapsedMs">From the command's arrival to this answer.</param>
internal sealed record CancelAnswer(
    string CommandId,
    string Session,
    string Outcome,
    string? Reason,
    string? Said,
    string? Proof,
    bool? IsListComplete,
    IReadOnlyList<string> CanceledOrders,
    IReadOnlyList<string> CancelRejects,
    IReadOnlyList<string> OpenOrders,
    IReadOnlyList<string> UnaccountedOrders,
    IReadOnlyList<string> FilledOrders,
    IReadOnlyList<string> GoneOrders,
    IReadOnlyList<string> OtherOrders,
    DateTimeOffset? OrderMayLandUntil,
    string? Node,
    int Attempts,
    double? AcceptedMs,
    double ElapsedMs
)
{
    /// <summary>
    /// How many orders each list has in truth, where there are more than an answer holds; null: all are here. The others are read
    /// from <c>/api/sessions/ALIAS/cancels/COMMAND/orders</c>.
    /// </summary>
    public OrderCounts? Counts { get; init; }

    /// <summary>What is known of the orders that may be live; null: nothing beside their numbers, or none may be.</summary>
    public IReadOnlyList<OrderView>? Details { get; init; }

    /// <summary>What the answer says nothing of: <c>positions</c>, <c>unlisted-orders</c>; null: it says nothing of orders either.</summary>
    public IReadOnlyList<string>? NotCovered { get; init; }

    internal static CancelAnswer Of(SessionCancelOutcome whole) => Of(whole, MessageSize.ListLimit);

    /// <param name="whole">The outcome.</param>
    /// <param name="bytes">What its lists may take.</param>
    internal static CancelAnswer Of(SessionCancelOutcome whole, int bytes)
    {
        var outcome = MessageSize.Fit(whole, bytes);
        var (word, reason, said) = outcome switch
        {
            SessionCanceled => ("canceled", null, null),
            SessionCancelPartial => ("partial", null, null),
            SessionCancelDenied x => ("denied", x.Reason.Name(), null),
            SessionCancelRejected x => ("rejected", x.Reason.Name(), Text(x.Said)),
            SessionCancelUnconfirmed x => ("unconfirmed", x.Reason.Name(), Text(x.Said)),
            _ => throw ClosedUnion.Unhandled(outcome),
        };
        (ValueList<OrderId> Orders, CancelListing? Listing) canceled = outcome switch
        {
            SessionCanceled x => (x.Canceled, x.Listing),
            SessionCancelPartial x => (x.Canceled, x.Listing),
            SessionCancelUnconfirmed x => (x.Canceled, CancelListing.Incomplete),
            SessionCancelDenied or SessionCancelRejected => ([], null),
            _ => throw ClosedUnion.Unhandled(outcome),
        };
        var partial = outcome as SessionCancelPartial;
        return new CancelAnswer(
            outcome.Command.Value,
            $"{outcome.Session}",
            word,
            reason,
            said,
            (outcome as SessionCanceled)?.Proof.Name(),
            canceled.Listing is { } listing ? listing == CancelListing.Complete : null,
            Ids(canceled.Orders),
            Ids(partial?.Rejects ?? []),
            Ids(partial?.Open ?? []),
            Ids(outcome.Unaccounted),
            Ids(outcome.Filled),
            Ids(outcome.Gone),
            Ids(outcome.Others),
            (outcome as SessionCancelUnconfirmed)?.OrderMayLandUntil,
            ((outcome as SessionCancelDenied)?.Node ?? (outcome as SessionCancelUnconfirmed)?.Node)?.Value,
            outcome.Effort.Attempts.Total,
            outcome.Effort.AcceptedAfter is { } accepted ? Milliseconds(accepted) : null,
            Milliseconds(outcome.Effort.Elapsed)
        )
        {
            Counts = outcome.IsCut() ? OrderCounts.Of(outcome) : null,
            Details = OrderView.AllOf(outcome.Details),
            NotCovered = outcome.NotCovered.Count == 0 ? null : [.. outcome.NotCovered.Select(x => x.Name())],
        };
    }

    /// <summary>To a tenth; plus zero, since what is a hair below zero is no "-0" for people.</summary>
    internal static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1) + 0.0;

    private static string? Text(ExchangeReason said) => said == ExchangeReason.None ? null : $"{said}";

    private static IReadOnlyList<string> Ids(ValueList<OrderId> orders) =>
        [.. orders.Select(order => string.Create(CultureInfo.InvariantCulture, $"{order}"))];
}

/// <summary>How many orders the lists of a cancel's answer have, those included that are left out of it.</summary>
/// <param name="CanceledOrders">The orders that the exchange says it canceled.</param>
/// <param name="CancelRejects">The orders that the exchange says it did not cancel.</param>
/// <param name="OpenOrders">The orders of ours that were open when last looked at.</param>
/// <param name="UnaccountedOrders">The orders of ours of which nobody knows whether they are live.</param>
/// <param name="FilledOrders">The orders of ours that a fill closed meanwhile.</param>
/// <param name="GoneOrders">The orders of ours that are closed, nobody said how.</param>
/// <param name="OtherOrders">Open orders of the account that are not known as the session's.</param>
internal sealed record OrderCounts(
    int CanceledOrders,
    int CancelRejects,
    int OpenOrders,
    int UnaccountedOrders,
    int FilledOrders,
    int GoneOrders,
    int OtherOrders
)
{
    internal static OrderCounts Of(SessionCancelOutcome outcome)
    {
        return new OrderCounts(
            Total(OutcomeList.Canceled),
            Total(OutcomeList.Rejects),
            Total(OutcomeList.Open),
            Total(OutcomeList.Unaccounted),
            Total(OutcomeList.Filled),
            Total(OutcomeList.Gone),
            Total(OutcomeList.Others)
        );

        int Total(OutcomeList list) => outcome.ListOf(list).Total;
    }
}

using System.Collections.Immutable;

namespace RiskEngine.Core.Tests.Simulation;

/// <summary>
/// A kind of mistake that was mended once, made again around the rules: in what a guardian hears, remembers, reads or writes.
/// </summary>
/// <param name="Name">What it is.</param>
internal sealed record PlantedFault(string Name)
{
    /// <summary>The rules as they are.</summary>
    internal static readonly PlantedFault None = new("nothing");

    internal static readonly ImmutableArray<PlantedFault> All =
    [
        new("an acknowledgment's id is dropped")
        {
            Answer = (_, _, answer) =>
                answer is ExchangeAnswer.PrivateAccepted accepted ? accepted with { Placed = [] } : answer,
        },
        new("an order is closed where a list does not show it")
        {
            Answer = (state, _, answer) =>
                answer is ExchangeAnswer.OpenOrdersRead read
                    ? read with
                    {
                        Closed = state
                            .Ledger.Open.Keys.Except(read.Orders.Select(order => order.Id))
                            .Select(id => new OrderReport(id, OrderStanding.Closed))
                            .ToValueList(),
                    }
                    : answer,
        },
        new("a list is taken to know orders of every kind")
        {
            Limits = limits => limits with { Capabilities = limits.Capabilities with { ListsKnow = _ => true } },
        },
        new("how an order was entered is not written")
        {
            Change = change =>
                change with
                {
                    Opened = change
                        .Opened.Select(order =>
                            order with
                            {
                                Terms = new OrderTerms { EnteredBy = Given.Order("any").Endpoint },
                            }
                        )
                        .ToValueList(),
                },
        },
        new("an order that is not found is closed, however young")
        {
            Limits = limits => limits with { YoungOrderAge = TimeSpan.Zero },
        },
        new("one list that shows nothing is enough")
        {
            Limits = limits => limits with { ListLagLimit = TimeSpan.FromTicks(1) },
        },
        new("the orders of the process before are not read") { Reading = kept => kept with { Orders = [] } },
        new("a crash is taken for a stop in order")
        {
            Reading = kept => kept with { Standing = OrderLedgerStanding.StoppedWhole },
        },
        new("orders are not written, and called kept") { Change = change => change with { Opened = [] } },
        new("the ledger is lost when the guardian restarts")
        {
            Restart = state => state with { Ledger = OrderLedger.None },
        },
        new("an early cancel is taken for one that misses nothing of a crashed process")
        {
            State = state => state with { UnnamedUntil = TimeSpan.MinValue },
        },
        new("an order request on its way is forgotten on a time-based key")
        {
            State = state => state with { Stragglers = Stragglers.None },
        },
        new("what a cancel rejects is left, whatever is said of it later")
        {
            Answer = (state, _, answer) =>
                answer is ExchangeAnswer.OrderCancelAccepted { Order: { Standing: OrderStanding.Filled } report }
                && state.Ledger.Open.GetValueOrDefault(report.Id) is { IsRejected: true }
                    ? new ExchangeAnswer.OrderCancelAccepted(report with { Standing = OrderStanding.Live })
                    : answer,
        },
        new("an order that filled counts as open when its cancel is answered so")
        {
            Answer = (_, _, answer) =>
                answer is ExchangeAnswer.OrderCancelAccepted { Order: { Standing: OrderStanding.Filled } report }
                    ? new ExchangeAnswer.OrderCancelAccepted(report with { Standing = OrderStanding.Live })
                    : answer,
        },
        new("each entry of a list counts as open, live or not")
        {
            Answer = (_, _, answer) =>
                answer is ExchangeAnswer.OpenOrdersRead read
                    ? new ExchangeAnswer.OpenOrdersRead(
                        read.Orders.Concat(read.Closed.Select(report => new OpenOrder(report.Id, null))).ToValueList()
                    )
                    : answer,
        },
        new("an order that was named canceled counts as open as soon as a list shows it")
        {
            Before = (state, request, answer) =>
                answer is ExchangeAnswer.OpenOrdersRead read
                && state.Open.FirstOrDefault(open => open.Id == request.Attempt) is { } look
                    ? state with
                    {
                        Ledger = read
                            .Orders.Where(order => state.Ledger.Closed.ContainsKey(order.Id))
                            .Aggregate(
                                state.Ledger,
                                (ledger, order) => ledger.StillListed(order.Id, look.DispatchedAt, TimeSpan.MinValue)
                            ),
                    }
                    : state,
        },
        new("an acceptance without lists counts as one that names everything")
        {
            Answer = (_, _, answer) =>
                answer is ExchangeAnswer.CancelAccepted accepted
                    ? accepted with
                    {
                        Listing = CancelListing.Complete,
                    }
                    : answer,
        },
        new("another word for an order that is not found is not understood")
        {
            Answer = (_, _, answer) =>
                answer is ExchangeAnswer.Refused { Reason: RefusedReason.OrderNotFound } refused
                    ? refused with
                    {
                        Reason = RefusedReason.EndpointNotFound,
                    }
                    : answer,
        },
        new("an order that is acknowledged after Canceled is let live")
        {
            State = state => state with { Ledger = state.Ledger with { MustGo = [] } },
        },
        new("a process that was fenced out lives on") { FencedLivesOn = true },
    ];

    internal Func<GuardianLimits, GuardianLimits> Limits { get; init; } = limits => limits;

    /// <summary>What the guardian remembers just before it hears an answer.</summary>
    internal Func<GuardianState, OutboundRequest, ExchangeAnswer, GuardianState> Before { get; init; } =
        (state, _, _) => state;

    /// <summary>Whether a process that another has taken over from goes on for a while.</summary>
    internal bool FencedLivesOn { get; init; }

    /// <summary>What the guardian hears of an answer; null: nothing.</summary>
    internal Func<GuardianState, OutboundRequest, ExchangeAnswer, ExchangeAnswer?> Answer { get; init; } =
        (_, _, answer) => answer;

    /// <summary>What it remembers after a decision.</summary>
    internal Func<GuardianState, GuardianState> State { get; init; } = state => state;

    /// <summary>What it remembers over a restart within the process.</summary>
    internal Func<GuardianState, GuardianState> Restart { get; init; } = state => state;

    internal Func<OrderLedgerReading.Known, OrderLedgerReading.Known> Reading { get; init; } = kept => kept;

    internal Func<OrderLedgerChange, OrderLedgerChange> Change { get; init; } = change => change;

    public override string ToString() => Name;
}

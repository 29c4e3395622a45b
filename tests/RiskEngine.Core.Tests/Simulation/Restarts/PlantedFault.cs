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
    ];

    internal Func<GuardianLimits, GuardianLimits> Limits { get; init; } = limits => limits;

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

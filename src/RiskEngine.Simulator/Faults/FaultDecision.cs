using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Faults;

/// <summary>What the fault plan does to one request: the sum of what every matching rule contributes.</summary>
internal sealed record FaultDecision
{
    public static readonly FaultDecision None = new();

    /// <summary>The contributions as the plan writes them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>How late the request reaches the exchange.</summary>
    public TimeSpan Transit { get; init; }

    /// <summary>How long an order request that was admitted is on its way to the book.</summary>
    public TimeSpan Hold { get; init; }

    /// <summary>How late the answer leaves.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What happens in place of processing.</summary>
    public Mishap? Instead { get; init; }

    /// <summary>What happens to the answer after processing.</summary>
    public Mishap? After { get; init; }

    /// <summary>How many orders a bulk cancel leaves open.</summary>
    public int Rejects { get; init; }

    /// <summary>How far the exchange's clock is off, for nonces and the Date header.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>How the Date header lies; null when it shows the exchange's clock.</summary>
    public DateHeader? Date { get; init; }

    /// <summary>How much of the book the request sees.</summary>
    public Sight Sight { get; init; } = Sight.Clear;

    /// <summary>How long after it was accepted a cancel takes effect.</summary>
    public TimeSpan Settles { get; init; }

    /// <summary>Whether the answer to a single cancel that takes effect later shows the order as live.</summary>
    public bool SaysStillLive { get; init; }

    /// <summary>How long after the answer the orders that a bulk cancel rejects are filled; null: they are not.</summary>
    public TimeSpan? RejectsFillAfter { get; init; }

    /// <summary>What is executed of the order that the request places or cancels; null: nothing.</summary>
    public PlannedFill? Fill { get; init; }

    /// <summary>How orders are written in the answer; null: as the switches say.</summary>
    public OrderShape? Shape { get; init; }

    /// <summary>How many odd entries of nobody's a list has in front.</summary>
    public int Foreign { get; init; }

    /// <summary>How the body is compressed, asked or not.</summary>
    public ContentCoding Coding { get; init; }
}

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

    /// <summary>How far the Date header alone is off.</summary>
    public TimeSpan DateSkew { get; init; }
}

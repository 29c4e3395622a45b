namespace RiskEngine.Simulator.Faults;

/// <summary>How the Date header lies.</summary>
internal abstract record DateHeader
{
    private DateHeader() { }

    /// <summary>The header, given the exchange's clock; null for none.</summary>
    public abstract DateTimeOffset? Show(DateTimeOffset serverClock);

    /// <summary>It shows the exchange's clock and so much, as far as a date can go.</summary>
    public sealed record Off(TimeSpan By) : DateHeader
    {
        public override DateTimeOffset? Show(DateTimeOffset serverClock) =>
            By > DateTimeOffset.MaxValue - serverClock ? DateTimeOffset.MaxValue
            : By < DateTimeOffset.MinValue - serverClock ? DateTimeOffset.MinValue
            : serverClock + By;
    }

    /// <summary>It shows always the same.</summary>
    public sealed record Fixed(DateTimeOffset At) : DateHeader
    {
        public override DateTimeOffset? Show(DateTimeOffset serverClock) => At;
    }

    /// <summary>There is none.</summary>
    public sealed record Absent : DateHeader
    {
        public override DateTimeOffset? Show(DateTimeOffset serverClock) => null;
    }
}

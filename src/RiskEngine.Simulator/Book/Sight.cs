namespace RiskEngine.Simulator.Book;

/// <summary>How much of the book one request gets to see: a venue's lists and cancels may lag behind its matching engine.</summary>
internal sealed record Sight
{
    /// <summary>Everything, as it is.</summary>
    public static readonly Sight Clear = new();

    /// <summary>Orders younger than this are not seen, by a look nor by a cancel.</summary>
    public TimeSpan HidesYounger { get; init; }

    /// <summary>A look sees the book as it stood this long ago.</summary>
    public TimeSpan Behind { get; init; }

    /// <summary>A list still has orders that were closed less than this ago, as they were while they were live.</summary>
    public TimeSpan KeepsClosed { get; init; }

    /// <summary>A list has orders that were closed less than this ago, and says of them that they are not live.</summary>
    public TimeSpan ShowsClosed { get; init; }
}

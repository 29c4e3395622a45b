namespace RiskEngine.Storage;

/// <summary>Which database, for which node, and how long anything may take.</summary>
/// <param name="ConnectionString">As Npgsql reads it. It may carry a password: it is shown nowhere.</param>
/// <param name="Node">The node that this store serves; its audit trail is a chain of its own.</param>
public sealed record PostgresStoreOptions(string ConnectionString, NodeName Node)
{
    /// <summary>How long nodes trust what they last heard; the same on every node.</summary>
    public ClusterTerms Terms { get; init; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));

    /// <summary>After how long an answer comes whatever the database does. The server gives a statement three quarters of it.</summary>
    public TimeSpan OperationLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long nothing is tried after the first failure to reach the database; doubled with each further one.</summary>
    public TimeSpan ReconnectFirst { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest such pause.</summary>
    public TimeSpan ReconnectLongest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Both clocks.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether the store may be written, and its tables made; a check of a trail does neither.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The same, with these terms; null: with those it has.</summary>
    internal PostgresStoreOptions In(ClusterTerms? terms) => terms is null ? this : this with { Terms = terms };

    /// <summary>Everything but the connection string.</summary>
    public override string ToString() => $"PostgreSQL for {Node}";
}

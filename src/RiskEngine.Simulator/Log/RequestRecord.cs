using RiskEngine.Simulator.Faults;

namespace RiskEngine.Simulator.Log;

/// <summary>What happened to one request. Holds aliases and never a key, a secret, a token or a body.</summary>
public sealed record RequestRecord
{
    /// <summary>Counts from 1 in order of arrival.</summary>
    public required long Number { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The URL path.</summary>
    public required string Path { get; init; }

    /// <summary>Alias of the credential whose headers it carried, verified or not; null when that is unknown.</summary>
    public string? Session { get; init; }

    /// <summary>Its nonce; null when there was none that could be read, or when the exchange never looked.</summary>
    public decimal? Nonce { get; init; }

    /// <summary>What the fault plan did to it, as the plan writes it.</summary>
    public IReadOnlyList<string> Suffered { get; init; } = [];

    /// <summary>When the exchange checked it; null while it is in flight, and for ever when a fault came first.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When it took effect; null when it has not. What a caller was told is another matter.</summary>
    public DateTimeOffset? ExecutedAt { get; init; }

    /// <summary>HTTP status of the answer that was given, lost or not; null while there is none.</summary>
    public int? Status { get; init; }

    /// <summary>Error code of that answer; null when it was accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>What became of the answer; null while there is none.</summary>
    public Delivery? Delivered { get; init; }

    /// <summary>True when the request took effect.</summary>
    public bool IsExecuted => ExecutedAt is not null;

    /// <summary>True when the caller lost the connection instead of getting the whole answer.</summary>
    public bool IsConnectionDropped =>
        Delivered is { } delivered
        && delivered switch
        {
            Delivery.Closed or Delivery.Reset or Delivery.Truncated => true,
            Delivery.Sent or Delivery.Never => false,
        };
}

namespace RiskEngine.Host.Streaming;

/// <summary>What was said when a session was asked how it is.</summary>
/// <param name="Key">The session.</param>
/// <param name="Said">A <see cref="SessionStatus"/>, a <see cref="SessionUnknown"/>, or null: nothing was.</param>
internal sealed record SessionReading(SessionKey Key, object? Said)
{
    internal SessionStatus? Status => Said as SessionStatus;

    /// <summary>The node that runs it, by the latest word; null: none is known to.</summary>
    internal NodeName? Node => Status?.Node ?? (Said as SessionUnknown)?.Node;

    /// <summary>Whether it is said that no node runs it.</summary>
    internal bool IsUnplaced => Said is SessionUnknown { Node: null };

    /// <summary>What a node knows by itself of its own session; null of another's.</summary>
    internal SessionStatus? On(NodeName node) => Status is { } status && status.Node == node ? status : null;
}

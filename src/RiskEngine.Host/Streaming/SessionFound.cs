namespace RiskEngine.Host.Streaming;

/// <summary>What a session's name has led to.</summary>
internal abstract record SessionFound
{
    private SessionFound() { }

    /// <summary>A session.</summary>
    /// <param name="Session">It.</param>
    internal sealed record One(SessionKey Session) : SessionFound;

    /// <summary>No session goes by the name.</summary>
    /// <param name="Near">The name that may have been meant; null: none is near.</param>
    internal sealed record None(string? Near) : SessionFound;
}

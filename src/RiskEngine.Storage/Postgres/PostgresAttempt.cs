namespace RiskEngine.Storage;

/// <summary>One piece of work under way.</summary>
internal sealed class PostgresAttempt(CancellationToken token)
{
    private volatile bool _isConnected;

    /// <summary>Ends when the time is up or the caller gives up.</summary>
    internal CancellationToken Token { get; } = token;

    /// <summary>Whether anything may have been asked of the server.</summary>
    internal bool IsConnected
    {
        get => _isConnected;
        set => _isConnected = value;
    }
}

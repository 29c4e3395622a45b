namespace RiskEngine.Core;

/// <summary>Keeps nothing: for whoever wants no trail.</summary>
public sealed class NoAuditRecorder : IAuditRecorder
{
    /// <summary>The one such recorder.</summary>
    public static readonly NoAuditRecorder Instance = new();

    private NoAuditRecorder() { }

    /// <inheritdoc/>
    public void Record(AuditEntry entry) { }

    /// <inheritdoc/>
    public Task<bool> FlushAsync(CancellationToken giveUp) => Task.FromResult(true);
}

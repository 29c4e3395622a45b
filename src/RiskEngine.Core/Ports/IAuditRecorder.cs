namespace RiskEngine.Core;

/// <summary>Takes what the audit trail is to keep. It never makes its caller wait, whatever the store does.</summary>
public interface IAuditRecorder
{
    /// <summary>Takes an entry; it reaches the trail, or is counted there as lost.</summary>
    void Record(AuditEntry entry);

    /// <summary>Waits until nothing waits for the trail any more: all is in it, or counted there as lost.</summary>
    /// <param name="giveUp">Ends the wait; what then waits still has its chance until the recorder is closed.</param>
    /// <returns>Whether that is so; false when the wait was given up.</returns>
    Task<bool> FlushAsync(CancellationToken giveUp);
}

namespace RiskEngine.Core;

/// <summary>Takes what the audit trail is to keep. It never makes its caller wait, whatever the store does.</summary>
public interface IAuditRecorder
{
    /// <summary>Takes an entry; it reaches the trail, or is counted there as lost.</summary>
    void Record(AuditEntry entry);
}

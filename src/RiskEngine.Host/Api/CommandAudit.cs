namespace RiskEngine.Host.Api;

/// <summary>Puts what people ask of the engine into the audit trail before it is asked.</summary>
internal sealed class CommandAudit(IAuditRecorder recorder, NodeName node, TimeProvider time)
{
    internal void Asked(CancelSession command) =>
        recorder.Record(
            new AuditEntry.Asked(
                time.GetUtcNow(),
                node,
                AuditedCommand.CancelSession,
                command.Id,
                command.RequestedBy,
                command.Session,
                null,
                command.Reason
            )
        );
}

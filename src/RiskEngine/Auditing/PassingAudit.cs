namespace RiskEngine;

/// <summary>What a node passes on or takes from others, for the audit trail. Queries change nothing, and are not kept.</summary>
internal sealed class PassingAudit(IAuditRecorder recorder, NodeName node, TimeProvider time)
{
    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Another node passed a command to this one.</summary>
    internal void PassedOn(PeerMessage.ForSession passed)
    {
        switch (passed.Message)
        {
            case CancelSession x:
                Record(AuditedCommand.CancelSession, x.Id, x.RequestedBy);
                break;
            case SubmitPrivateRequest x:
                Record(AuditedCommand.SubmitPrivateRequest, x.Id, new RequestedBy.Strategy(x.Strategy));
                break;
            case LeaseNonce x:
                Record(AuditedCommand.LeaseNonce, x.Id, new RequestedBy.Strategy(x.Strategy));
                break;
            case GetSessionStatus or GetOutcomeOrders:
                break;
            default:
                throw ClosedUnion.Unhandled(passed.Message);
        }

        void Record(AuditedCommand command, CommandId id, RequestedBy by) =>
            recorder.Record(new AuditEntry.PassedOn(Now, node, passed.From, command, id, by, passed.Message.Session));
    }

    /// <summary>Whoever asked here was told by this node alone, since none that runs the session was heard.</summary>
    internal void Told(ISessionMessage answer)
    {
        AuditEntry? entry = answer switch
        {
            SessionCancelOutcome x => new AuditEntry.Told(Now, node, x),
            PrivateRequestOutcome x => new AuditEntry.ToldOfRequest(Now, node, x),
            NonceLeaseOutcome x => new AuditEntry.ToldOfLease(Now, node, x),
            SessionStatus or SessionUnknown or OutcomeOrders or OutcomeUnknown => null,
            _ => throw ClosedUnion.Unhandled(answer),
        };
        if (entry is not null)
            recorder.Record(entry);
    }
}

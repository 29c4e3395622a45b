namespace RiskEngine;

/// <summary>What a guardian does, for the audit trail. It never waits, and each entry follows the deed.</summary>
/// <remarks>Used by one guardian at a time, over its restarts.</remarks>
internal sealed class GuardianAudit(IAuditRecorder recorder, NodeName node, SessionKey session, TimeProvider time)
{
    /// <summary>The nonces of requests that are out. Every request comes back or is given up with its sender, so there are never many.</summary>
    private readonly Dictionary<AttemptId, Nonce> _out = [];

    /// <summary>The node that the guardian runs on.</summary>
    internal NodeName Node => node;

    private DateTimeOffset Now => time.GetUtcNow();

    internal void Asked(CancelSession command) =>
        Asked(AuditedCommand.CancelSession, command.Id, command.RequestedBy, command.Reason);

    internal void Asked(SubmitPrivateRequest command) =>
        Asked(AuditedCommand.SubmitPrivateRequest, command.Id, new RequestedBy.Strategy(command.Strategy), null);

    internal void Asked(LeaseNonce command) =>
        Asked(AuditedCommand.LeaseNonce, command.Id, new RequestedBy.Strategy(command.Strategy), null);

    internal void Answered(AttemptId attempt, ExchangeAnswer answer)
    {
        if (_out.Remove(attempt, out var nonce))
            recorder.Record(new AuditEntry.Answered(Now, node, session, attempt, nonce, answer));
    }

    /// <summary>Forgets the requests up to this one: their sender is gone, and no answer of it can come any more.</summary>
    internal void SenderGone(AttemptId last)
    {
        foreach (var attempt in _out.Keys.Where(attempt => attempt.Value <= last.Value).ToArray())
            _out.Remove(attempt);
    }

    internal void Done(GuardianEffect effect)
    {
        switch (effect)
        {
            case GuardianEffect.Send send:
                _out[send.Request.Attempt] = send.Request.Nonce;
                recorder.Record(new AuditEntry.Dispatched(Now, node, session, send.Request));
                break;
            case GuardianEffect.AnswerCancel answer:
                recorder.Record(new AuditEntry.Told(Now, node, answer.Outcome));
                break;
            case GuardianEffect.AnswerPrivate answer:
                recorder.Record(new AuditEntry.ToldOfRequest(Now, node, answer.Outcome));
                break;
            case GuardianEffect.AnswerLease answer:
                recorder.Record(new AuditEntry.ToldOfLease(Now, node, answer.Outcome));
                break;
        }
    }

    private void Asked(AuditedCommand what, CommandId id, RequestedBy by, Reason? reason) =>
        recorder.Record(new AuditEntry.Asked(Now, node, what, id, by, session, null, reason));
}

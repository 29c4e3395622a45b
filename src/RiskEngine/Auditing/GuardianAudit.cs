namespace RiskEngine;

/// <summary>What a guardian does, for the audit trail. It never waits, and each entry follows the deed.</summary>
internal sealed class GuardianAudit(IAuditRecorder recorder, NodeName node, SessionKey session, EngineClock clock)
{
    /// <summary>The node that the guardian runs on.</summary>
    internal NodeName Node => node;

    private DateTimeOffset Now => clock.Wall;

    /// <summary>Keeps who asked for it, where somebody did: before anything is done about it.</summary>
    internal void Asked(GuardianInput input)
    {
        switch (input)
        {
            case GuardianInput.CancelRequested { Command: var x }:
                Asked(AuditedCommand.CancelSession, x.Id, x.RequestedBy, null, x.Reason);
                break;
            case GuardianInput.StrategyStopWanted { Command: var x }:
                Asked(AuditedCommand.StopStrategy, x.Id, x.By, new KillSwitchScope.Strategy(x.Strategy), x.Reason);
                break;
            case GuardianInput.PrivateRequested { Command: var x }:
                Asked(AuditedCommand.SubmitPrivateRequest, x.Id, new RequestedBy.Strategy(x.Strategy), null, null);
                break;
            case GuardianInput.NonceRequested { Command: var x }:
                Asked(AuditedCommand.LeaseNonce, x.Id, new RequestedBy.Strategy(x.Strategy), null, null);
                break;
            // Nobody's command.
            case GuardianInput.Started
            or GuardianInput.GateSet
            or GuardianInput.AccountCancelHeard
            or GuardianInput.AccountCancelUnheard
            or GuardianInput.AttemptResolved
            or GuardianInput.StrategyRegistered
            or GuardianInput.StrategyUnregistered
            or GuardianInput.StrategySeen
            or GuardianInput.StrategyDied
            or GuardianInput.SlotsPromised
            or GuardianInput.NoncesReserved
            or GuardianInput.NonceReservationFailed
            or GuardianInput.OrdersKept
            or GuardianInput.OrdersNotKept
            or GuardianInput.AccountCancelWanted
            or GuardianInput.AccountCancelReported
            or GuardianInput.Closing
            or GuardianInput.Woke
            or GuardianInput.SenderLost
            or GuardianInput.Stopping:
                break;
            default:
                throw ClosedUnion.Unhandled(input);
        }
    }

    internal void Answered(OutboundRequest request, ExchangeAnswer answer) =>
        recorder.Record(new AuditEntry.Answered(Now, node, session, request.Attempt, request.Nonce, answer));

    internal void Done(GuardianEffect effect)
    {
        switch (effect)
        {
            case GuardianEffect.Send send:
                recorder.Record(new AuditEntry.Dispatched(Now, node, session, send.Request));
                break;
            case GuardianEffect.AnswerCancel answer:
                recorder.Record(new AuditEntry.Told(Now, node, answer.Whole ?? answer.Outcome));
                break;
            case GuardianEffect.AnswerPrivate answer:
                recorder.Record(new AuditEntry.ToldOfRequest(Now, node, answer.Outcome));
                break;
            case GuardianEffect.AnswerLease answer:
                recorder.Record(new AuditEntry.ToldOfLease(Now, node, answer.Outcome));
                break;
            // The kill switch keeps its own rows, and the rest follows from those that are kept.
            case GuardianEffect.WantSlots
            or GuardianEffect.AnswerGate
            or GuardianEffect.TellAccount
            or GuardianEffect.AnswerStop
            or GuardianEffect.AnswerRegistration
            or GuardianEffect.TellStrategy
            or GuardianEffect.ReserveNonces
            or GuardianEffect.KeepOrders
            or GuardianEffect.Publish
            or GuardianEffect.WantAccountCancel
            or GuardianEffect.ReportAccountCancel
            or GuardianEffect.TellAccountCancel
            or GuardianEffect.Escalate
            or GuardianEffect.NoteStale:
                break;
            default:
                throw ClosedUnion.Unhandled(effect);
        }
    }

    private void Asked(
        AuditedCommand what,
        CommandId id,
        RequestedBy by,
        KillSwitchScope.Strategy? scope,
        Reason? reason
    ) => recorder.Record(new AuditEntry.Asked(Now, node, what, id, by, session, scope, reason));
}

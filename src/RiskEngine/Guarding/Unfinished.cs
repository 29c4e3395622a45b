namespace RiskEngine;

/// <summary>Answers for commands whose fate nobody knows: the guardian failed in the middle, or is gone.</summary>
internal static class Unfinished
{
    internal static SessionCancelUnconfirmed Cancel(SessionKey session, CommandId command) =>
        new(session, command, CancelEffort.None, SessionCancelUnconfirmedReason.EngineStopped, ExchangeReason.None, []);

    internal static PrivateRequestUnconfirmed Request(SessionKey session, CommandId command) =>
        new(session, command, ExchangeReason.None);

    internal static NonceLeaseDenied Lease(SessionKey session, CommandId command) =>
        new(session, command, NonceLeaseDeniedReason.EngineStopping);
}

namespace RiskEngine.Core;

/// <summary>The commands that the audit trail knows.</summary>
public enum AuditedCommand
{
    /// <summary><see cref="RiskEngine.Protocol.CancelSession"/>.</summary>
    CancelSession,

    /// <summary><see cref="RiskEngine.Protocol.SubmitPrivateRequest"/>.</summary>
    SubmitPrivateRequest,

    /// <summary>A nonce for a system that sends its orders itself.</summary>
    LeaseNonce,

    /// <summary><see cref="RiskEngine.Protocol.EngageKillSwitch"/>.</summary>
    EngageKillSwitch,

    /// <summary><see cref="RiskEngine.Protocol.ResetKillSwitch"/>.</summary>
    ResetKillSwitch,

    /// <summary>The kill switch has a session's guardian cancel one strategy's orders.</summary>
    StopStrategy,
}

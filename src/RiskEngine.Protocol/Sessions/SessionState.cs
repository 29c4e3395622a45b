namespace RiskEngine.Protocol;

/// <summary>What a session's guardian lets pass. Cancels are tried in every state.</summary>
public enum SessionState
{
    /// <summary>Preflight runs, or a guardian that restarted waits: orders are not accepted yet.</summary>
    Starting,

    /// <summary>Orders and cancels pass.</summary>
    Active,

    /// <summary>The kill switch is engaged: orders are denied, cancels pass.</summary>
    Halted,

    /// <summary>The exchange refuses the session's credentials, or the key may not trade: orders are denied, cancels are still tried.</summary>
    Suspended,
}

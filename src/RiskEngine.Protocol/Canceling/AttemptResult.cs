namespace RiskEngine.Protocol;

/// <summary>What became of one request.</summary>
public enum AttemptResult
{
    /// <summary>No answer yet. Proves nothing.</summary>
    Open,

    /// <summary>The exchange accepted it. Proves that it was executed.</summary>
    Accepted,

    /// <summary>The exchange did not take it for a reason that passes: nonce, rate, or a closed market. Proves that it was not executed.</summary>
    NotExecuted,

    /// <summary>The exchange refused it. Proves that it was not executed.</summary>
    Refused,

    /// <summary>It never reached the exchange. Proves that it was not executed.</summary>
    NotSent,

    /// <summary>It may or may not have been executed. Proves nothing.</summary>
    Unknown,
}

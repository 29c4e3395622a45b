namespace RiskEngine.Gemini;

/// <summary>What an error proves: one of the nested records.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <summary>Not executed: new nonce, send again.</summary>
    internal sealed record NonceRefused : Verdict;

    /// <summary>Not executed: wait, send again.</summary>
    internal sealed record RateLimited : Verdict;

    /// <summary>Not executed, and never will be as it stands.</summary>
    internal sealed record Refused(RefusedReason Reason) : Verdict;

    /// <summary>May have been executed.</summary>
    internal sealed record Unknown(UnknownReason Reason) : Verdict;
}

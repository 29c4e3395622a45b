namespace RiskEngine.Simulator.Rules;

/// <summary>Which requests use up their nonce, so that it and everything below is refused from then on.</summary>
public enum NonceUse
{
    /// <summary>Those that passed every rule.</summary>
    WhenAdmitted,

    /// <summary>Also those that were refused after their signature proved valid: role, account, rate limit.</summary>
    WhenSigned,

    /// <summary>Also those with a bad signature.</summary>
    Always,
}

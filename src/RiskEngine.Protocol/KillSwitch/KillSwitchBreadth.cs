namespace RiskEngine.Protocol;

/// <summary>How wide a <see cref="KillSwitchScope"/> is, the narrowest first.</summary>
public enum KillSwitchBreadth
{
    /// <summary>The orders of one strategy.</summary>
    Strategy,

    /// <summary>One session.</summary>
    Session,

    /// <summary>The sessions of one account.</summary>
    Account,

    /// <summary>The sessions at one exchange.</summary>
    Exchange,

    /// <summary>Every session.</summary>
    Everything,
}

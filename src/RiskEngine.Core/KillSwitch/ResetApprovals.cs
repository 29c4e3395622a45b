namespace RiskEngine.Core;

/// <summary>How many different people a reset needs.</summary>
public enum ResetApprovals
{
    /// <summary>The one who asks.</summary>
    OnePerson = 1,

    /// <summary>The one who asks and another.</summary>
    TwoPeople = 2,
}

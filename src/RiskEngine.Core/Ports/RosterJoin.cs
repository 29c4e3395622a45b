namespace RiskEngine.Core;

/// <summary>What entering a node came to: one of the nested records.</summary>
public abstract record RosterJoin
{
    private RosterJoin() { }

    /// <summary>The node is listed from now on, as long as it beats.</summary>
    /// <param name="Membership">What it beats with.</param>
    public sealed record Joined(Membership Membership) : RosterJoin;

    /// <summary>The node is not known to be listed.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : RosterJoin;
}

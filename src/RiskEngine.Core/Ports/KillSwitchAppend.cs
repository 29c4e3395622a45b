namespace RiskEngine.Core;

/// <summary>What became of a record that was to be kept: one of the nested records.</summary>
public abstract record KillSwitchAppend
{
    private KillSwitchAppend() { }

    /// <summary>Proves that every later reading has the record or is a failure, as long as the log lives.</summary>
    /// <param name="Durability">What the log outlives.</param>
    public sealed record Kept(KillSwitchDurability Durability) : KillSwitchAppend;

    /// <summary>The record is not known to be kept. Appended again, it is kept once.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : KillSwitchAppend;
}

namespace RiskEngine.Core;

/// <summary>What became of a change that was to be kept: one of the nested records.</summary>
public abstract record StoreChange
{
    private StoreChange() { }

    /// <summary>Proves that the change outlives any crash.</summary>
    public sealed record Kept : StoreChange;

    /// <summary>The change is not known to be kept.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : StoreChange;
}

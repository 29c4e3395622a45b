namespace RiskEngine.Storage;

/// <summary>Carries a failure from where it is found to where it becomes an answer; it never leaves the store.</summary>
internal sealed class StoreException(StoreFault fault, string detail) : Exception(detail)
{
    internal StoreFailure Failure { get; } = new(fault, detail);
}

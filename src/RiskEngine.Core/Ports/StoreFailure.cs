namespace RiskEngine.Core;

/// <summary>A store's failure, for programs and for people.</summary>
/// <param name="Fault">What kind of failure.</param>
/// <param name="Detail">One line from the store itself.</param>
public sealed record StoreFailure(StoreFault Fault, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Fault}: {Detail}";
}

namespace RiskEngine.Simulator.Keys;

/// <summary>An exchange account, the owner of one order book.</summary>
/// <param name="Name">Its nickname.</param>
public sealed record Account(string Name)
{
    /// <summary>The nickname of a group's first account.</summary>
    public const string Primary = "primary";

    /// <summary>True when requests of master keys for it are refused with <c>AccountClosed</c>.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Funds in the quote currency; an order beyond them is refused. Null: without limit.</summary>
    public decimal? Funds { get; init; }
}

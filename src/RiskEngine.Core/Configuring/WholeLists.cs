namespace RiskEngine.Core;

/// <summary>Of which orders a list of open orders is taken to show all that it can know.</summary>
public enum WholeLists
{
    /// <summary>Of none: no order is closed by a list that does not show it.</summary>
    None,

    /// <summary>Of spot orders. Of others neither a list nor "order not found" says that one is closed.</summary>
    Spot,

    /// <summary>Of every order of the account.</summary>
    All,
}

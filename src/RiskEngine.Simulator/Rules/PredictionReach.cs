namespace RiskEngine.Simulator.Rules;

/// <summary>What of the endpoints beside those of prediction markets reaches their orders. Nobody has published it.</summary>
public enum PredictionReach
{
    /// <summary>Nothing: lists leave them out, cancels of everything leave them, and no question finds them.</summary>
    Apart,

    /// <summary>Cancels of everything take them and name them; lists leave them out, and no question finds them.</summary>
    Canceled,

    /// <summary>Everything, as if they were spot orders.</summary>
    Shared,
}

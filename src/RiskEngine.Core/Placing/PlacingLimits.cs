namespace RiskEngine.Core;

/// <summary>What a node obeys in a cluster; the reasons stand beside the keys in <c>akka.hocon</c>.</summary>
/// <param name="RoundEvery">How often it says that it lives, renews its leases and looks at who has what.</param>
/// <param name="CoordinationLossLimit">After how long without an answer of the store it halts its order entry.</param>
/// <param name="SettleFor">How long it stays halted once the store is back: what others have engaged unheard must be there first.</param>
/// <param name="WatchFor">How long it sees another's lease unrenewed before it takes the session over.</param>
public sealed record PlacingLimits(
    TimeSpan RoundEvery,
    TimeSpan CoordinationLossLimit,
    TimeSpan SettleFor,
    TimeSpan WatchFor
)
{
    /// <summary>How long after the last reading of the leases the next one may come, and no later, to go on with the same watch.</summary>
    internal TimeSpan LatestReading => RoundEvery * 2;
}

namespace RiskEngine.Protocol;

/// <summary>What was done for one command.</summary>
/// <param name="Attempts">The cancel requests that were dispatched after the command arrived, in order; where they were more than the configured limit, some that prove no more than later ones are left out.</param>
/// <param name="AcceptedAfter">From the command's arrival to the exchange's acceptance; null when none came.</param>
/// <param name="Elapsed">From the command's arrival to this answer.</param>
public sealed record CancelEffort(ValueList<CancelAttempt> Attempts, TimeSpan? AcceptedAfter, TimeSpan Elapsed)
{
    /// <summary>Nothing was dispatched.</summary>
    public static readonly CancelEffort None = new([], null, TimeSpan.Zero);
}

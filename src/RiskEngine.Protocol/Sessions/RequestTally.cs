namespace RiskEngine.Protocol;

/// <summary>How many private requests of a session ended in which way, since the engine started.</summary>
/// <param name="Answered">Executed by the exchange.</param>
/// <param name="Denied">Refused by the engine: they never left.</param>
/// <param name="Rejected">Refused by the exchange.</param>
/// <param name="Unconfirmed">Nobody knows.</param>
/// <param name="LastDenied">The latest one that the engine refused; null: none was.</param>
public sealed record RequestTally(
    long Answered,
    long Denied,
    long Rejected,
    long Unconfirmed,
    PrivateRequestDenied? LastDenied
)
{
    /// <summary>Nothing has ended yet.</summary>
    public static readonly RequestTally None = new(0, 0, 0, 0, null);

    /// <summary>The tally with one more.</summary>
    public RequestTally With(PrivateRequestOutcome outcome) =>
        outcome switch
        {
            PrivateRequestAnswered => this with { Answered = Answered + 1 },
            PrivateRequestDenied denied => this with { Denied = Denied + 1, LastDenied = denied },
            PrivateRequestRejected => this with { Rejected = Rejected + 1 },
            PrivateRequestUnconfirmed => this with { Unconfirmed = Unconfirmed + 1 },
            _ => throw ClosedUnion.Unhandled(outcome),
        };
}

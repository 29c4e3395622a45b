namespace RiskEngine.Core;

/// <summary>Something that may trip the kill switch: one of the nested records.</summary>
public abstract record TripSignal
{
    private TripSignal() { }

    /// <summary>A guardian failed and restarts, or its sender failed more often than it may.</summary>
    public sealed record GuardianFailed(SessionKey Session) : TripSignal;

    /// <summary>A cancel ended.</summary>
    public sealed record CancelEnded(SessionCancelOutcome Outcome) : TripSignal;

    /// <summary>The kill switch's store fails.</summary>
    public sealed record StoreFails : TripSignal;

    /// <summary>The kill switch's store is well again.</summary>
    public sealed record StoreIsWell : TripSignal;

    /// <summary>A watched strategy ended or fell silent.</summary>
    public sealed record StrategyLost(StrategyId Strategy) : TripSignal;

    /// <summary>The exchange's clock and ours are apart: said with each answer by which they are, as long as they are.</summary>
    public sealed record ClockSkewed(SessionKey Session, TimeSpan Skew) : TripSignal, ISessionMessage;

    /// <summary>A strategy sent a private request.</summary>
    public sealed record OrderAsked(SubmitPrivateRequest Command) : TripSignal;

    /// <summary>A strategy asked for a nonce, to send an order itself.</summary>
    public sealed record LeaseAsked(StrategyId Strategy) : TripSignal;

    /// <summary>A person reset the kill switch: what is in the scope is counted anew.</summary>
    public sealed record WasReset(KillSwitchScope Scope) : TripSignal;

    /// <summary>The time came that the last decision asked to be woken at.</summary>
    public sealed record Woke : TripSignal;
}

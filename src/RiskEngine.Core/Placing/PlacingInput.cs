namespace RiskEngine.Core;

/// <summary>What may happen to a node of a cluster: one of the nested records.</summary>
public abstract record PlacingInput
{
    private PlacingInput() { }

    /// <summary>The node comes up, or the time came that the last decision asked to be woken at.</summary>
    public sealed record Woke : PlacingInput;

    /// <summary>The roster was asked to enter the node.</summary>
    /// <param name="Answer">What came of it.</param>
    public sealed record JoinEnded(RosterJoin Answer) : PlacingInput;

    /// <summary>The roster was told that the node lives.</summary>
    /// <param name="Answer">What came of it.</param>
    public sealed record BeatEnded(RosterBeat Answer) : PlacingInput;

    /// <summary>The leases were read.</summary>
    /// <param name="Answer">What came of it.</param>
    public sealed record ReadEnded(LeasesReading Answer) : PlacingInput;

    /// <summary>A lease was asked for.</summary>
    /// <param name="Session">Whose.</param>
    /// <param name="Answer">What came of it.</param>
    public sealed record AcquireEnded(SessionKey Session, LeaseAcquisition Answer) : PlacingInput;

    /// <summary>Leases were to be extended.</summary>
    /// <param name="Asked">Which.</param>
    /// <param name="Answer">What came of it.</param>
    public sealed record RenewEnded(ValueList<SessionLease> Asked, LeaseRenewal Answer) : PlacingInput;

    /// <summary>A guardian that was to stop is gone: nothing is sent for its session any more.</summary>
    /// <param name="Lease">The lease that it had.</param>
    public sealed record GuardianStopped(SessionLease Lease) : PlacingInput;

    /// <summary>A guardian that was to be handed over has work in hand, and goes on.</summary>
    /// <param name="Session">Its session.</param>
    public sealed record GuardianBusy(SessionKey Session) : PlacingInput;

    /// <summary>The engine stops.</summary>
    public sealed record Stopping : PlacingInput;
}

namespace RiskEngine.Protocol;

/// <summary>A session of which an engagement is not proven.</summary>
public sealed record MissingSession
{
    /// <summary>A session whose guardian said nothing that could be heard.</summary>
    /// <param name="session">The session.</param>
    /// <param name="reason">Why nothing is proven.</param>
    /// <exception cref="ArgumentException">The reason is <see cref="MissingSessionReason.NotProven"/>, which an acknowledgment must back.</exception>
    public MissingSession(SessionKey session, MissingSessionReason reason)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (reason == MissingSessionReason.NotProven)
            throw new ArgumentException("Needs the acknowledgment that says so.", nameof(reason));
        (Session, Reason) = (session, reason);
    }

    /// <summary>A session whose guardian acknowledged, without proof.</summary>
    /// <exception cref="ArgumentException">The acknowledgment is proven.</exception>
    public MissingSession(KillSwitchApplied applied)
    {
        ArgumentNullException.ThrowIfNull(applied);
        if (applied.Effect.IsProven)
            throw new ArgumentException("A proven session is not missing.", nameof(applied));
        (Session, Reason, Applied) = (applied.Session, MissingSessionReason.NotProven, applied);
    }

    /// <summary>The session.</summary>
    public SessionKey Session { get; }

    /// <summary>Why nothing is proven.</summary>
    public MissingSessionReason Reason { get; }

    /// <summary>The node that runs it, by the latest word; null: none is known to, or the engine is alone, or its guardian said so itself.</summary>
    public NodeName? Node { get; init; }

    /// <summary>What its guardian said; null unless the reason is <see cref="MissingSessionReason.NotProven"/>.</summary>
    public KillSwitchApplied? Applied { get; }
}

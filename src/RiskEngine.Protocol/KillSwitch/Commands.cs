namespace RiskEngine.Protocol;

/// <summary>Stop: deny every order in the scope from now on, and pull the open orders of the sessions in it.</summary>
/// <remarks>
/// Answered at once with a <see cref="KillSwitchEngaged"/> or a <see cref="KillSwitchEngageDenied"/>, then with
/// <see cref="KillSwitchProgress"/>, and at the deadline at the latest with exactly one of
/// <see cref="KillSwitchCompleted"/> and <see cref="KillSwitchIncomplete"/>. Engaging what is engaged makes a new
/// engagement with a later epoch, so that a reset on its way for the old one does not undo it; a command that is
/// sent again with the same <see cref="Id"/> does not.
/// </remarks>
public sealed record EngageKillSwitch
{
    /// <summary>Asks for a stop.</summary>
    /// <param name="scope">What to stop.</param>
    /// <param name="id">The command's own id, chosen by the sender.</param>
    /// <param name="requestedBy">Who asks; a part of the engine makes it a trip.</param>
    /// <param name="reason">Why.</param>
    /// <param name="deadline">When to say what is not proven; above zero. Null: the configured default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deadline is zero or below.</exception>
    public EngageKillSwitch(
        KillSwitchScope scope,
        CommandId id,
        RequestedBy requestedBy,
        Reason reason,
        TimeSpan? deadline = null
    )
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(requestedBy);
        ArgumentNullException.ThrowIfNull(reason);
        if (deadline is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(deadline));
        (Scope, Id, RequestedBy, Reason, Deadline) = (scope, id, requestedBy, reason, deadline);
    }

    /// <summary>What to stop.</summary>
    public KillSwitchScope Scope { get; }

    /// <summary>The command's own id.</summary>
    public CommandId Id { get; }

    /// <summary>Who asks.</summary>
    public RequestedBy RequestedBy { get; }

    /// <summary>Why.</summary>
    public Reason Reason { get; }

    /// <summary>When to say what is not proven; null: the configured default.</summary>
    public TimeSpan? Deadline { get; }
}

/// <summary>Permit trading again in exactly this scope. It starts nothing.</summary>
/// <remarks>
/// Answered with exactly one of <see cref="KillSwitchReset"/>, <see cref="KillSwitchResetApproved"/> and
/// <see cref="KillSwitchResetDenied"/>. Engagements of the scope up to the epoch are cleared, as far as the node knew
/// them; a later one, one that another node gave meanwhile, and every wider or narrower one stays.
/// </remarks>
public sealed record ResetKillSwitch
{
    /// <summary>Asks for a reset, or approves the one that another person asked for.</summary>
    /// <param name="scope">The scope as it was engaged.</param>
    /// <param name="upTo">The latest epoch that the person has seen and wants cleared.</param>
    /// <param name="id">The command's own id, chosen by the sender.</param>
    /// <param name="person">Who asks; only a person may.</param>
    /// <param name="reason">Why it is safe again.</param>
    public ResetKillSwitch(KillSwitchScope scope, Epoch upTo, CommandId id, RequestedBy.Person person, Reason reason)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(upTo);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(reason);
        (Scope, UpTo, Id, Person, Reason) = (scope, upTo, id, person, reason);
    }

    /// <summary>The scope as it was engaged.</summary>
    public KillSwitchScope Scope { get; }

    /// <summary>The latest epoch to clear.</summary>
    public Epoch UpTo { get; }

    /// <summary>The command's own id.</summary>
    public CommandId Id { get; }

    /// <summary>Who asks.</summary>
    public RequestedBy.Person Person { get; }

    /// <summary>Why it is safe again.</summary>
    public Reason Reason { get; }
}

namespace RiskEngine.Protocol;

/// <summary>Stop: deny every order in the scope from now on, and pull the open orders of the sessions in it.</summary>
/// <remarks>
/// Answered at once with a <see cref="KillSwitchEngaged"/> or a <see cref="KillSwitchEngageDenied"/>, then with
/// <see cref="KillSwitchProgress"/>, and at the deadline at the latest with exactly one of
/// <see cref="KillSwitchCompleted"/>, <see cref="KillSwitchIncomplete"/> and <see cref="KillSwitchMatchesNothing"/>. No scope is
/// refused for matching nothing. Engaging what is engaged makes a new
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

/// <summary>Permit trading again where exactly these engagements stopped it. It starts nothing.</summary>
/// <remarks>
/// Answered with exactly one of <see cref="KillSwitchReset"/>, <see cref="KillSwitchResetApproved"/>,
/// <see cref="KillSwitchResetDenied"/> and <see cref="KillSwitchResetInDoubt"/>. What is not named stays, whoever engaged it, whenever and wherever: a person can
/// only clear what that person has seen. Of those named, each that holds is cleared; one that was cleared before does no harm,
/// one that the node does not know denies the whole.
/// </remarks>
public sealed record ResetKillSwitch
{
    /// <summary>How many engagements one command may name: its record is written whole, to the store and to other nodes.</summary>
    public const int Limit = 50;

    /// <summary>Asks for a reset, or approves the one that another person asked for.</summary>
    /// <param name="engagements">
    /// The engagements that the person has seen and wants cleared, at most <see cref="Limit"/>; of more, each part in a command of its own. None: a call of an older client, which named a scope and
    /// an epoch; these name no engagement, so it is denied together with what is engaged.
    /// </param>
    /// <param name="id">The command's own id, chosen by the sender.</param>
    /// <param name="person">Who asks; only a person may.</param>
    /// <param name="reason">Why it is safe again.</param>
    /// <exception cref="ArgumentException">More than <see cref="Limit"/> engagements.</exception>
    public ResetKillSwitch(ValueList<EngagementId> engagements, CommandId id, RequestedBy.Person person, Reason reason)
    {
        ArgumentNullException.ThrowIfNull(engagements);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(reason);
        if (engagements.Count > Limit)
            throw new ArgumentException($"At most {Limit} engagements, not {engagements.Count}.", nameof(engagements));
        (Engagements, Id, Person, Reason) = (engagements, id, person, reason);
    }

    /// <summary>What to clear.</summary>
    public ValueList<EngagementId> Engagements { get; }

    /// <summary>The command's own id.</summary>
    public CommandId Id { get; }

    /// <summary>Who asks.</summary>
    public RequestedBy.Person Person { get; }

    /// <summary>Why.</summary>
    public Reason Reason { get; }
}

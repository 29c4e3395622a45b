namespace RiskEngine.Protocol;

/// <summary>The one answer to a <see cref="LeaseNonce"/>: one of the two records of this file.</summary>
public abstract record NonceLeaseOutcome : ISessionMessage
{
    private protected NonceLeaseOutcome(SessionKey session, CommandId command)
    {
        Session = session;
        Command = command;
    }

    /// <inheritdoc/>
    public SessionKey Session { get; }

    /// <summary>The command that is answered.</summary>
    public CommandId Command { get; }
}

/// <summary>The nonce is the asker's alone. Proves nothing of what the exchange will say to it: a later request may overtake it.</summary>
public sealed record NonceLeased : NonceLeaseOutcome
{
    /// <summary>Hands the nonce over.</summary>
    public NonceLeased(SessionKey session, CommandId command, Nonce nonce)
        : base(session, command) => Nonce = nonce;

    /// <summary>To be used once, and at once.</summary>
    public Nonce Nonce { get; }
}

/// <summary>The asker has no nonce. Proves that none was taken from the key's sequence for the command, unless the reason says otherwise, and nothing of the orders.</summary>
public sealed record NonceLeaseDenied : NonceLeaseOutcome
{
    /// <summary>States why.</summary>
    public NonceLeaseDenied(SessionKey session, CommandId command, NonceLeaseDeniedReason reason)
        : base(session, command) => Reason = reason;

    /// <summary>Why.</summary>
    public NonceLeaseDeniedReason Reason { get; }

    /// <summary>The engagement that holds, where the reason is <see cref="NonceLeaseDeniedReason.Halted"/>.</summary>
    public Engagement? Engagement { get; init; }

    /// <summary>
    /// The node that runs the session by the latest word, where the reason is <see cref="NonceLeaseDeniedReason.NotOnThisNode"/>
    /// or <see cref="NonceLeaseDeniedReason.NodeSilent"/>; null: none is known to.
    /// </summary>
    public NodeName? Node { get; init; }
}

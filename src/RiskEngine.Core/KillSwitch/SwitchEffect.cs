namespace RiskEngine.Core;

/// <summary>What a node's kill switch does to the world: one of the nested records, carried out in the order decided.</summary>
public abstract record SwitchEffect
{
    private SwitchEffect() { }

    /// <summary>Have a guardian obey how the switch stands now.</summary>
    /// <param name="Session">Whose guardian.</param>
    /// <param name="Switch">How it stands, for all sessions.</param>
    public sealed record SetGate(SessionKey Session, KillSwitchState Switch) : SwitchEffect;

    /// <summary>Have a guardian pull its orders; the outcome comes back as an input.</summary>
    /// <param name="Command">The command.</param>
    public sealed record Cancel(CancelSession Command) : SwitchEffect;

    /// <summary>Have a guardian cancel one strategy's known orders; what becomes of them comes back as an input.</summary>
    /// <param name="Command">The command.</param>
    public sealed record StopStrategy(Core.StopStrategy Command) : SwitchEffect;

    /// <summary>Tell another node; where a report is wanted, what comes of it comes back as an input.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Message">What to tell.</param>
    public sealed record Push(ClusterNode Node, PeerMessage.OfSwitch Message) : SwitchEffect;

    /// <summary>Answer a node that has told something.</summary>
    /// <param name="Call">Its number.</param>
    /// <param name="Report">The answer.</param>
    public sealed record AnswerPeer(long Call, SwitchReport Report) : SwitchEffect;

    /// <summary>Have the store keep a record; what becomes of it comes back as an input.</summary>
    /// <param name="Record">The record.</param>
    public sealed record Store(KillSwitchRecord Record) : SwitchEffect;

    /// <summary>Have the log read; what it says comes back as an input.</summary>
    /// <param name="AskedAt">When it was asked, on the running clock; comes back with what it says.</param>
    public sealed record ReadLog(TimeSpan AskedAt) : SwitchEffect;

    /// <summary>Tell everyone who sent the command, and whoever listens.</summary>
    /// <param name="Command">The command.</param>
    /// <param name="Event">What to tell.</param>
    /// <param name="IsLast">Whether nothing more follows for this command.</param>
    public sealed record Tell(CommandId Command, object Event, bool IsLast) : SwitchEffect;

    /// <summary>Tell again, to whoever sent the command that is decided, what was told before.</summary>
    /// <param name="Event">What to tell.</param>
    public sealed record TellAgain(object Event) : SwitchEffect;

    /// <summary>Tell whoever listens.</summary>
    /// <param name="Event">What to tell.</param>
    public sealed record Publish(object Event) : SwitchEffect;

    /// <summary>Have the audit trail keep an entry.</summary>
    /// <param name="Entry">The entry.</param>
    public sealed record Audit(AuditEntry Entry) : SwitchEffect;

    /// <summary>Note that what was cleared first is remembered by its names alone, so that what is kept in memory stays bounded.</summary>
    /// <param name="Count">How many engagements.</param>
    /// <param name="Left">How many that are cleared keep their details.</param>
    public sealed record Folded(int Count, int Left) : SwitchEffect;

    /// <summary>Say loudly, for the person on duty, what is wrong with the store.</summary>
    /// <param name="Failure">What is wrong; null: it is well again.</param>
    public sealed record StoreTrouble(StoreFailure? Failure) : SwitchEffect;
}

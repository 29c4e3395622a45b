namespace Akka.Actor;

/// <summary>Keeps messages for later, in order.</summary>
public interface IStash
{
    /// <summary>Keeps the message in hand.</summary>
    /// <exception cref="IllegalActorStateException">The message is kept already.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Puts the first message back to the front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back to the front of the mailbox, in order.</summary>
    void UnstashAll();
}

/// <summary>Gives an actor a stash.</summary>
public interface IActorStash
{
    /// <summary>Set by the runtime before <see cref="ActorBase.PreStart"/>.</summary>
    IStash Stash { get; set; }
}

/// <summary>Gives an actor a stash, whatever its mailbox.</summary>
public interface IWithUnrestrictedStash : IActorStash;

/// <summary>Gives an actor a stash.</summary>
public interface IWithStash : IWithUnrestrictedStash;

/// <summary>Gives an actor a stash without a limit.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash;

namespace Akka.Actor;

/// <summary>Gives an actor a stash.</summary>
public interface IActorStash
{
    /// <summary>Set by the runtime before <see cref="ActorBase.PreStart"/>.</summary>
    IStash Stash { get; set; }
}

namespace Akka.Actor;

/// <summary>The context of an <see cref="UntypedActor"/>.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Handles messages in another way from the next one on.</summary>
    void Become(UntypedReceive receive);

    /// <summary>Like <see cref="Become"/>, but remembers the present way.</summary>
    void BecomeStacked(UntypedReceive receive);
}

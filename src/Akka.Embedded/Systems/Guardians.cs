namespace Akka.Actor;

/// <summary>The actor <c>/</c>: when the application's actors are gone it stops the system's, then itself.</summary>
internal sealed class RootGuardian : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override bool Receive(object message) => false;

    internal override void ChildStopped(IActorRef child) =>
        Context.Stop(child.Path.Name == "user" ? Context.Child("system") : Self);
}

/// <summary>The actors <c>/user</c> and <c>/system</c>: they only supervise.</summary>
internal sealed class Guardian(SupervisorStrategy strategy) : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => strategy;

    /// <summary>A guardian that an actor has escalated to is stopped, never restarted: nothing is left to stop here.</summary>
    protected override void PreRestart(Exception reason, object message) { }

    protected override bool Receive(object message)
    {
        Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
        return true;
    }
}

/// <summary>Stands above <c>/</c> and hears when it is gone.</summary>
internal sealed class RootSupervisor(ActorSystemImpl system, ActorPath path, Action gone) : MinimalActorRef
{
    public override ActorPath Path { get; } = path;

    internal override ActorSystemImpl Owner => system;

    internal override void SendSystem(SystemMessage message)
    {
        if (message is Failed failed)
            failed.Child.SendSystem(new Terminate());
        else if (message is DeathWatchNotification)
            gone();
    }
}

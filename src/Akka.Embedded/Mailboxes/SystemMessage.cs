namespace Akka.Dispatch;

/// <summary>
/// What the runtime tells an actor about its life. System messages overtake user messages and are never lost: a dead
/// actor's are answered. They link themselves into the queue, so one object may be sent once only.
/// </summary>
internal abstract record SystemMessage
{
    internal SystemMessage? Next;
}

/// <summary>A message that has to wait while the actor is suspended by a failure or an awaiting handler.</summary>
internal interface IWaitsWhileSuspended;

/// <summary>A message that has to wait while a restart waits for children to stop.</summary>
internal interface IWaitsForChildren;

internal sealed record Create : SystemMessage;

internal sealed record Recreate(Exception Cause) : SystemMessage, IWaitsForChildren;

internal sealed record Suspend : SystemMessage, IWaitsForChildren;

internal sealed record Resume(Exception? CausedByFailure) : SystemMessage, IWaitsForChildren;

internal sealed record Terminate : SystemMessage;

internal sealed record Failed(InternalActorRefBase Child, Exception Cause, long Uid)
    : SystemMessage,
        IWaitsWhileSuspended,
        IWaitsForChildren;

internal sealed record Watch(InternalActorRefBase Watcher) : SystemMessage;

internal sealed record Unwatch(InternalActorRefBase Watcher) : SystemMessage;

internal sealed record DeathWatchNotification(IActorRef Actor, bool ExistenceConfirmed) : SystemMessage;

/// <summary>A turn of an asynchronous handler: a continuation to run, or the failure that ended it.</summary>
internal sealed record HandlerTurn(ActorTaskScheduler Scheduler, Task? Task, Exception? Failure, Envelope InHand)
    : SystemMessage;

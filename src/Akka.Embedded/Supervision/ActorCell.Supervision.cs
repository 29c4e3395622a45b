using System.Runtime.ExceptionServices;

namespace Akka.Actor;

/// <summary>Failure and restart: who is suspended, who is told, and what comes after the children have stopped.</summary>
internal sealed partial class ActorCell
{
    private const int Running = 0;
    private const int Suspended = 1;
    private const int AwaitingChildren = 2;

    private IActorRef? _perpetrator;
    private List<SystemMessage>? _waitingSystemMessages;

    private int Phase =>
        Children.HoldsUpRestart ? AwaitingChildren
        : Mailbox.IsSuspended ? Suspended
        : Running;

    /// <summary>Gives the actor one system message, and those that waited for what it changed.</summary>
    public void InvokeSystem(SystemMessage message)
    {
        var phase = Phase;
        if (MustWait(message, phase))
        {
            (_waitingSystemMessages ??= []).Add(message);
            return;
        }
        try
        {
            Handle(message);
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
        if (_waitingSystemMessages is not { } waiting || (Phase >= phase && !Mailbox.IsClosed))
            return;
        _waitingSystemMessages = null;
        foreach (var waited in waiting)
        {
            if (Mailbox.IsClosed)
                EmptyLocalActorRef.AnswerWatch(waited, _self);
            else
                InvokeSystem(waited);
        }
    }

    private static bool MustWait(SystemMessage message, int phase) =>
        phase switch
        {
            AwaitingChildren => message is IWaitsForChildren,
            Suspended => message is IWaitsWhileSuspended,
            _ => false,
        };

    private void Handle(SystemMessage message)
    {
        switch (message)
        {
            case HandlerTurn turn:
                HandleTurn(turn);
                break;
            case Failed failed:
                HandleFailed(failed);
                break;
            case DeathWatchNotification death:
                WatchedActorTerminated(death.Actor, death.ExistenceConfirmed);
                break;
            case Watch watch:
                (_watchedBy ??= []).Add(watch.Watcher);
                break;
            case Unwatch unwatch:
                _watchedBy?.Remove(unwatch.Watcher);
                break;
            case Create:
                CreateInstance();
                break;
            case Recreate recreate:
                Recreate(recreate.Cause);
                break;
            case Suspend:
                Mailbox.Suspend();
                SuspendChildren(except: null);
                break;
            case Resume resume:
                Resume(resume.CausedByFailure);
                break;
            case Terminate:
                BeginStop();
                break;
        }
    }

    private void HandleTurn(HandlerTurn turn)
    {
        (CurrentMessage, _sender) = turn.InHand;
        if (turn.Failure is not null)
        {
            Mailbox.Resume();
            HandleInvokeFailure(turn.Failure);
            return;
        }
        turn.Scheduler.Run(turn.Task!);
        LetGo();
    }

    private void HandleFailed(Failed failed)
    {
        CurrentMessage = failed;
        _sender = failed.Child;
        // The uid tells a late failure of an earlier child from one of the child that now has the name.
        if (Children.Find(failed.Child) is not { } stats || stats.Child.Path.Uid != failed.Uid)
            return;
        if (!_actor!.Strategy.HandleFailure(this, stats, failed.Cause))
            ExceptionDispatchInfo.Throw(failed.Cause);
        LetGo();
    }

    /// <summary>Suspends the actor and its children and asks the parent what to do.</summary>
    private void HandleInvokeFailure(Exception cause, IReadOnlyList<IActorRef>? except = null)
    {
        if (_perpetrator is not null || Mailbox.IsClosed)
            return;
        try
        {
            Mailbox.Suspend();
            _perpetrator = CurrentMessage is Failed failed ? failed.Child : _self;
            SuspendChildren([.. except ?? [], _perpetrator]);
            ParentRef.SendSystem(new Failed(_self, cause, _self.Path.Uid));
        }
        catch (Exception e)
        {
            LogError(e, $"Emergency stop: exception in failure handling for {cause}");
            StopChildren();
            FinishTerminate();
        }
    }

    private void HandleChildTerminated(IActorRef child)
    {
        switch (Children.Remove(child))
        {
            case Afterwards.Restart restart:
                FinishRestart(restart.Cause);
                break;
            case Afterwards.CreateAgain:
                FinishCreateAgain();
                break;
            case Afterwards.Finish:
                FinishTerminate();
                break;
            default:
                _actor?.ChildStopped(child);
                break;
        }
    }

    private void StopChildren()
    {
        foreach (var child in Children.Snapshot())
            Stop(child);
    }

    private void SuspendChildren(IReadOnlyList<IActorRef>? except)
    {
        foreach (var child in Children.Snapshot())
            if (except is null || !except.Contains(child))
                child.SendSystem(new Suspend());
    }
}

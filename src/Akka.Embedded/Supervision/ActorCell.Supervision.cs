using System.Runtime.ExceptionServices;
using Akka.Event;

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
                AddWatcher(watch.Watcher);
                break;
            case Unwatch unwatch:
                RemoveWatcher(unwatch.Watcher);
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
        CurrentMessage = turn.Message;
        if (turn.Failure is not null)
        {
            Mailbox.Resume();
            HandleInvokeFailure(turn.Failure);
            return;
        }
        turn.Scheduler.Run(turn.Task!);
        CurrentMessage = null;
    }

    private void CreateInstance()
    {
        try
        {
            _actor = NewInstance();
            RunInContext(_actor.AroundPreStart);
            if (_receiveTimeout is not null)
                CheckReceiveTimeout(reschedule: true);
            LogLifecycle("Started ({0})");
        }
        catch (Exception e)
        {
            if (_actor is not null)
            {
                ClearInstance(_actor);
                _actor = null;
            }
            throw new ActorInitializationException(_self, "Exception during creation", e);
        }
    }

    private void Recreate(Exception cause)
    {
        if (_actor is null)
        {
            CreateAgain();
            return;
        }
        if (!Children.IsNormal)
        {
            Resume(causedByFailure: null);
            return;
        }
        var failed = _actor;
        LogLifecycle("Restarting");
        var inHand = CurrentMessage;
        try
        {
            failed.AroundPreRestart(cause, inHand!);
            failed.Excarnate();
        }
        catch (Exception e)
        {
            var failure = new PreRestartException(_self, e, cause, inHand);
            Publish(new Error(failure, _self.Path.ToString(), failed.GetType(), e.Message));
        }
        finally
        {
            ClearInstance(failed);
        }
        if (!Children.WaitThen(new Afterwards.Restart(cause)))
            FinishRestart(cause);
    }

    private void FinishRestart(Exception cause)
    {
        var survivors = Children.Snapshot();
        try
        {
            Mailbox.Resume();
            _perpetrator = null;
            _actor = NewInstance();
            RunInContext(() => _actor.AroundPostRestart(cause, null!));
            LogLifecycle("Restarted ({0})");
            foreach (var child in survivors)
                child.SendSystem(new Recreate(cause));
        }
        catch (Exception e)
        {
            ClearInstance(_actor);
            HandleInvokeFailure(new PostRestartException(_self, e, cause), survivors);
        }
    }

    private void CreateAgain()
    {
        SetReceiveTimeout(null);
        StopChildren();
        if (!Children.WaitThen(new Afterwards.CreateAgain()))
            FinishCreateAgain();
    }

    private void FinishCreateAgain()
    {
        Mailbox.Resume();
        _perpetrator = null;
        try
        {
            CreateInstance();
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }
    }

    private void Resume(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            CreateAgain();
            return;
        }
        var perpetrator = _perpetrator;
        Mailbox.Resume();
        if (causedByFailure is not null)
            _perpetrator = null;
        foreach (var child in Children.Snapshot())
            child.SendSystem(new Resume(child.Equals(perpetrator) ? causedByFailure : null));
    }

    private void BeginStop()
    {
        SetReceiveTimeout(null);
        StopWatchingAll();
        StopChildren();
        var wasTerminating = Children.IsTerminating;
        if (!Children.WaitThen(new Afterwards.Finish()))
        {
            FinishTerminate();
        }
        else if (!wasTerminating)
        {
            Mailbox.Suspend();
            _perpetrator = _self;
            LogLifecycle("Stopping");
        }
    }

    /// <summary>The order matters: a parent that also watches hears of its child first, of the death second.</summary>
    private void FinishTerminate()
    {
        var last = _actor;
        Children.SetTerminated();
        try
        {
            if (last is not null)
            {
                RunInContext(last.AroundPostStop);
                last.Excarnate();
            }
        }
        catch (Exception e)
        {
            Publish(new Error(e, _self.Path.ToString(), ActorType, e.Message));
        }
        Mailbox.Close();
        Dispatcher.Detach();
        if (SystemImpl.EventStream.Knows(_self))
            SystemImpl.EventStream.Unsubscribe(_self);
        ParentRef.SendSystem(new DeathWatchNotification(_self, ExistenceConfirmed: true));
        TellWatchersWeDied();
        StopWatchingAll();
        LogLifecycle("Stopped");
        ClearInstance(last);
        _actor = null;
    }

    private void HandleFailed(Failed failed)
    {
        CurrentMessage = failed;
        _sender = failed.Child;
        // The uid tells a late failure of an earlier child from one of the child that now has the name.
        if (Children.Find(failed.Child) is not { } stats || stats.Child.Path.Uid != failed.Uid)
            return;
        if (!_actor!.Strategy.HandleFailure(this, failed.Child, failed.Cause, stats, Children.Statistics()))
            ExceptionDispatchInfo.Throw(failed.Cause);
        CurrentMessage = null;
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
            Publish(
                new Error(
                    e,
                    _self.Path.ToString(),
                    ActorType,
                    $"Emergency stop: exception in failure handling for {cause}"
                )
            );
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

    private void LogLifecycle(string what)
    {
        if (SystemImpl.Settings.DebugLifecycle)
            Publish(
                new Debug(
                    _self.Path.ToString(),
                    ActorType,
                    what.Replace("{0}", _actor?.ToString(), StringComparison.Ordinal)
                )
            );
    }
}

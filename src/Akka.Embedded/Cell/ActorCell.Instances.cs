namespace Akka.Actor;

/// <summary>Instances come and go: creation, restart, resumption and the end.</summary>
internal sealed partial class ActorCell
{
    private void CreateInstance()
    {
        try
        {
            _actor = NewInstance();
            _actor.AroundPreStart();
            if (_receiveTimeout is not null)
                CheckReceiveTimeout(reschedule: true);
        }
        catch (Exception e)
        {
            ClearInstance(_actor);
            _actor = null;
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
        var inHand = CurrentMessage;
        try
        {
            // An instance that failed while it was being told of a restart has been let go already.
            if (!InstanceCleared)
            {
                failed.AroundPreRestart(cause, inHand!);
                failed.Excarnate();
            }
        }
        catch (Exception e)
        {
            LogError(new PreRestartException(_self, e, cause, inHand), e.Message);
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
            _actor.AroundPostRestart(cause, null!);
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
        }
    }

    /// <summary>The order matters: a parent that also watches hears of its child first, of the death second.</summary>
    private void FinishTerminate()
    {
        var last = _actor;
        Children.SetTerminated();
        try
        {
            last?.AroundPostStop();
            last?.Excarnate();
        }
        catch (Exception e)
        {
            LogError(e, e.Message);
        }
        Mailbox.Close();
        Dispatcher.Detach();
        SystemImpl.EventStream.Unsubscribe(_self);
        ParentRef.SendSystem(new DeathWatchNotification(_self, ExistenceConfirmed: true));
        TellWatchersWeDied();
        StopWatchingAll();
        ClearInstance(last);
        _actor = null;
    }
}

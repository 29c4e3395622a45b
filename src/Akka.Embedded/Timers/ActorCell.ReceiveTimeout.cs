namespace Akka.Actor;

/// <summary>Silence: a message to oneself that every other message puts off.</summary>
internal sealed partial class ActorCell
{
    private TimeSpan? _receiveTimeout;
    private ICancelable? _pendingTimeout;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _receiveTimeout = timeout;
        if (timeout is null)
            CancelReceiveTimeout();
    }

    /// <summary>Schedules the timeout after a message; <paramref name="reschedule"/> says whether the message puts it off.</summary>
    public void CheckReceiveTimeout(bool reschedule)
    {
        if (_receiveTimeout is not { } timeout)
        {
            CancelReceiveTimeout();
        }
        else if (!Mailbox.IsClosed && (reschedule || _pendingTimeout is null))
        {
            CancelReceiveTimeout();
            _pendingTimeout = SystemImpl.Scheduler.ScheduleTellOnceCancelable(
                timeout,
                _self,
                Akka.Actor.ReceiveTimeout.Instance,
                _self
            );
        }
    }

    private void CancelReceiveTimeout()
    {
        _pendingTimeout?.Cancel();
        _pendingTimeout = null;
    }
}

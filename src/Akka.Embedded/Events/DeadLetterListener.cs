namespace Akka.Event;

/// <summary>Logs dead letters and unhandled messages, up to <c>akka.log-dead-letters</c>, then is quiet for a while.</summary>
internal sealed class DeadLetterListener : ActorBase
{
    private readonly int _limit = Context.System.Settings.LogDeadLetters;
    private readonly TimeSpan _pause = Context.System.Settings.LogDeadLettersSuspendDuration;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private TimeSpan? _quietUntil;
    private int _count;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<DeadLetter>(Self);
        Context.System.EventStream.Subscribe<UnhandledMessage>(Self);
    }

    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters letter)
            return false;
        if (letter.Message is IDeadLetterSuppression)
            return true;
        var now = Context.System.Scheduler.MonotonicClock;
        if (_quietUntil is { } end && now < end)
            return true;
        if (_quietUntil is not null)
            _count = 0;
        _quietUntil = null;
        _count++;
        var last = _count >= _limit && _limit != int.MaxValue;
        var what = letter is UnhandledMessage ? "unhandled" : "not delivered";
        var rest = last ? $", no more will be logged in next [{_pause}]" : "";
        _log.Log(
            LogLevel.InfoLevel,
            null,
            "Message [{0}] from {1} to {2} was {3}. [{4}] dead letters encountered{5}.",
            [letter.Message.GetType().Name, letter.Sender, letter.Recipient, what, _count, rest]
        );
        if (last && _pause == Timeout.InfiniteTimeSpan)
            Context.Stop(Self);
        else if (last)
            _quietUntil = now + _pause;
        return true;
    }
}

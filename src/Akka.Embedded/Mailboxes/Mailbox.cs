namespace Akka.Dispatch;

/// <summary>
/// The queue of an actor and the right to run it. One word holds whether it is closed, whether it is scheduled (a
/// thread has or will have the actor) and how often it is suspended; so one thread at a time runs the actor.
/// </summary>
internal sealed class Mailbox(ActorCell cell, MessageDispatcher dispatcher, IMessageQueue queue) : IThreadPoolWorkItem
{
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int SuspendUnit = 4;

    private SystemQueue _system;
    private int _state;

    public IMessageQueue Queue => queue;

    public bool IsClosed => (Volatile.Read(ref _state) & Closed) != 0;

    public bool IsSuspended => Volatile.Read(ref _state) >= SuspendUnit;

    public void Post(Envelope envelope)
    {
        if (envelope.Message is null)
            throw new InvalidMessageException("Message is null");
        queue.Enqueue(cell.Self, envelope);
        var state = Volatile.Read(ref _state);
        if (state == 0)
            Schedule();
        else if ((state & Closed) != 0)
            DrainToDeadLetters();
    }

    public void PostSystem(SystemMessage message)
    {
        if (_system.TryPush(message))
            Schedule();
        else
            EmptyLocalActorRef.AnswerWatch(message, cell.SelfRef);
    }

    /// <summary>Holds back user messages until <see cref="Resume"/> was called as often.</summary>
    public void Suspend() => Interlocked.Add(ref _state, SuspendUnit);

    public void Resume()
    {
        int state;
        do
        {
            state = Volatile.Read(ref _state);
            if (state < SuspendUnit)
                return;
        } while (Interlocked.CompareExchange(ref _state, state - SuspendUnit, state) != state);
        ScheduleIfWork();
    }

    /// <summary>Ends the mailbox: what is left, and all that still comes, goes to dead letters.</summary>
    public void Close()
    {
        Interlocked.Or(ref _state, Closed);
        for (var message = _system.Close(); message is not null; )
        {
            var next = message.Next;
            EmptyLocalActorRef.AnswerWatch(message, cell.SelfRef);
            message = next;
        }
        DrainToDeadLetters();
    }

    /// <summary>Runs the actor; called by the thread that the mailbox was scheduled for.</summary>
    public void Execute()
    {
        var outer = ActorCell.Current;
        ActorCell.Current = cell;
        try
        {
            RunSystemMessages();
            RunUserMessages();
        }
        finally
        {
            ActorCell.Current = outer;
            Interlocked.And(ref _state, ~Scheduled);
            ScheduleIfWork();
        }
    }

    private void RunUserMessages()
    {
        for (var left = dispatcher.Throughput; left > 0; left--)
        {
            if ((Volatile.Read(ref _state) & ~Scheduled) != 0 || !queue.TryDequeue(out var envelope))
                return;
            cell.Invoke(envelope);
            if (!_system.IsEmpty)
                RunSystemMessages();
        }
    }

    private void RunSystemMessages()
    {
        while (_system.Drain() is { } message)
        {
            for (SystemMessage? next; message is not null; message = next!)
            {
                next = message.Next;
                message.Next = null;
                if (IsClosed)
                    EmptyLocalActorRef.AnswerWatch(message, cell.SelfRef);
                else
                    cell.InvokeSystem(message);
            }
        }
    }

    private void ScheduleIfWork()
    {
        var state = Volatile.Read(ref _state);
        if ((state & (Closed | Scheduled)) == 0 && (!_system.IsEmpty || (state == 0 && queue.HasMessages)))
            Schedule();
    }

    private void Schedule()
    {
        int state;
        do
        {
            state = Volatile.Read(ref _state);
            if ((state & (Closed | Scheduled)) != 0)
                return;
        } while (Interlocked.CompareExchange(ref _state, state | Scheduled, state) != state);
        dispatcher.Execute(this);
    }

    private void DrainToDeadLetters()
    {
        // A sender may find the mailbox closed while another still drains it; the queue has one taker at a time.
        lock (queue)
        {
            while (queue.TryDequeue(out var envelope))
                cell.SystemImpl.DeadLetters.Take(envelope, cell.Self);
        }
    }
}

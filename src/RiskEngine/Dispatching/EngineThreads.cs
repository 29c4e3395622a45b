using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch;

namespace RiskEngine;

/// <summary>
/// Threads of the engine's own. A thread at hand may run the few turns that a cancel needs at once, instead of waking
/// others for them: the one that tells it, until the request has left, and the one on which the answer arrived.
/// </summary>
/// <remarks>
/// Where the actor is at its turn already, or the teller is an actor of this dispatcher, nothing runs at once: turns never run
/// inside one another but for a guardian's sender. Measured, a hop to another thread costs a warm cancel 3 to 8 µs.
/// </remarks>
internal sealed class EngineThreads(
    MessageDispatcherConfigurator configurator,
    string id,
    int throughput,
    long? throughputDeadline,
    ExecutorServiceFactory threads,
    TimeSpan shutdownTimeout
) : Dispatcher(configurator, id, throughput, throughputDeadline, threads, shutdownTimeout)
{
    /// <summary>The router's, in a cluster the seat's, and the guardian's.</summary>
    private const int TurnsOfCancel = 3;

    [ThreadStatic]
    private static Turns? t_turns;

    /// <summary>Tells a message, and runs here what it causes if the recipient is idle and lives on this dispatcher.</summary>
    /// <remarks>
    /// One turn and no more: an actor that has messages left goes on elsewhere, so that a flood of them never keeps the thread.
    /// </remarks>
    internal static void TellAndRun(IActorRef recipient, object message, IActorRef sender)
    {
        var outer = t_turns;
        var turns = new Turns(1);
        t_turns = turns;
        try
        {
            recipient.Tell(message, sender);
            turns.Run();
        }
        finally
        {
            t_turns = outer;
            turns.Run();
        }
    }

    /// <summary>A cancel that comes from outside goes as far as it can on the thread that tells it.</summary>
    public override void Dispatch(ActorCell cell, Envelope envelope)
    {
        if (envelope.Message is CancelSession && InternalCurrentActorCellKeeper.Current?.Dispatcher != this)
            DispatchAndRun(cell, envelope);
        else
            base.Dispatch(cell, envelope);
    }

    protected override void ExecuteTask(IRunnable run)
    {
        if (t_turns?.Take(run) != true)
            base.ExecuteTask(run);
    }

    private void DispatchAndRun(ActorCell cell, Envelope envelope)
    {
        var outer = t_turns;
        var turns = new Turns(TurnsOfCancel);
        // What goes on when the answer comes is not the asker's any more, nor is what it holds in async locals.
        var isSuppressed = ExecutionContext.IsFlowSuppressed();
        var flow = isSuppressed ? default : ExecutionContext.SuppressFlow();
        t_turns = turns;
        try
        {
            base.Dispatch(cell, envelope);
            turns.Run();
        }
        finally
        {
            t_turns = outer;
            turns.Run();
            if (!isSuppressed)
                flow.Undo();
        }
    }

    /// <summary>What one thread runs, one after the other.</summary>
    private sealed class Turns(int left)
    {
        private IRunnable? _now;
        private IRunnable? _next;

        /// <summary>Whether it is to run here. One that has just run does not: what its actor has left is others' to do.</summary>
        internal bool Take(IRunnable mailbox)
        {
            if (left == 0 || _next is not null || ReferenceEquals(mailbox, _now))
                return false;
            left--;
            _next = mailbox;
            return true;
        }

        internal void Run()
        {
            while (_next is { } mailbox)
            {
                (_now, _next) = (mailbox, null);
                mailbox.Run();
            }
        }
    }
}

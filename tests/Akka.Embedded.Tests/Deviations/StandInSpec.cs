using System.Collections.Concurrent;
using Akka.Actor;
using Conformance;

namespace Deviations;

/// <summary>Threads that stand in for the pool. Alone, since every spec of the process shares that pool.</summary>
[Collection(nameof(ThePool))]
public sealed class StandInSpec()
    : Spec(
        """
        stand-in {
          type = ForkJoinDispatcher
          throughput = 5
          dedicated-thread-pool { thread-count = 2, stand-in = on }
        }
        """
    )
{
    private const int Blockers = 64;

    [Fact]
    public void Actor_must_run_on_the_pool_when_that_comes_at_once()
    {
        var threads = new BlockingCollection<bool>();
        var actor = Actor(() => threads.Add(Thread.CurrentThread.IsThreadPoolThread));

        // Once may meet a pool that is busy with something else.
        SpinWait
            .SpinUntil(
                () =>
                {
                    actor.Tell("go", ActorRefs.NoSender);
                    return Take(threads);
                },
                Soon
            )
            .ShouldBeTrue();
    }

    [Fact]
    public void Actors_must_go_on_when_the_pool_is_blocked_and_free_in_turn()
    {
        const int pairs = 3;
        const int turns = 20;
        const int steps = 200;
        var passed = 0L;
        for (var i = 0; i < pairs; i++)
        {
            var back = Actor(null);
            var forth = Actor(() => Interlocked.Increment(ref passed));
            back.Tell("ball", forth);
        }

        for (var turn = 0; turn < turns; turn++)
        {
            AwaitSteps();
            using var blocked = new BlockedPool(Blockers);
            AwaitSteps();
        }

        void AwaitSteps()
        {
            var from = Interlocked.Read(ref passed);
            SpinWait.SpinUntil(() => Interlocked.Read(ref passed) >= from + steps, Soon).ShouldBeTrue();
        }
    }

    private IActorRef Actor(Action? does) => Sys.ActorOf(Props.Create(() => new Echo(does)).WithDispatcher("stand-in"));

    private static T Take<T>(BlockingCollection<T> from) =>
        from.TryTake(out var item, Soon) ? item : throw new TimeoutException("The actor did not run.");

    private sealed class Echo(Action? does) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            does?.Invoke();
            if (!Sender.IsNobody())
                Sender.Tell(message);
        }
    }

    /// <summary>Work that holds threads of the pool until it is disposed of.</summary>
    private sealed class BlockedPool : IDisposable
    {
        // Not disposed of: what is queued looks at it when its turn comes, late as it may be.
        private readonly ManualResetEventSlim _free = new();

        public BlockedPool(int items)
        {
            for (var i = 0; i < items; i++)
                ThreadPool.UnsafeQueueUserWorkItem(_ => _free.Wait(), null);
        }

        public void Dispose() => _free.Set();
    }
}

[CollectionDefinition(nameof(ThePool), DisableParallelization = true)]
public sealed class ThePool;

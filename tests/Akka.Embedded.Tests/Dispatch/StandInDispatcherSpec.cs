using System.Collections.Concurrent;
using Akka.Dispatch;

namespace Dispatch;

/// <summary>When threads of its own stand in for a pool: one that the spec has in hand.</summary>
public sealed class StandInDispatcherSpec : IDisposable
{
    private const string Id = "stand-in";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly BlockingCollection<IThreadPoolWorkItem> _calls = [];
    private volatile bool _poolIsBusy;
    private StandInDispatcher? _dispatcher;

    [Fact]
    public async Task Pool_must_do_the_work_when_it_comes()
    {
        var dispatcher = Dispatcher(Never);
        var work = new Work();
        dispatcher.Execute(work);

        ComeAsPool();

        (await work.WasDoneByStandIn).ShouldBeFalse();
    }

    [Fact]
    public async Task Thread_of_its_own_must_do_the_work_when_the_pool_does_not_come()
    {
        var dispatcher = Dispatcher(Often);
        var work = new Work();

        dispatcher.Execute(work);

        (await work.WasDoneByStandIn).ShouldBeTrue();
    }

    [Fact]
    public async Task Thread_of_its_own_must_do_the_work_when_other_work_waits_in_the_pool()
    {
        var dispatcher = Dispatcher(Never);
        _poolIsBusy = true;
        var work = new Work();

        dispatcher.Execute(work);

        (await work.WasDoneByStandIn).ShouldBeTrue();
    }

    [Fact]
    public async Task Pool_must_be_called_once_when_much_is_to_be_done_before_it_comes()
    {
        var dispatcher = Dispatcher(Often);
        var works = Enumerable.Range(0, 10).Select(_ => new Work()).ToArray();
        foreach (var work in works)
            dispatcher.Execute(work);

        foreach (var work in works)
            await work.WasDoneByStandIn;

        _calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pool_must_be_called_again_when_it_came_too_late_for_the_last_work()
    {
        var dispatcher = Dispatcher(Never);
        _poolIsBusy = true;
        var late = new Work();
        dispatcher.Execute(late);
        await late.WasDoneByStandIn;
        _poolIsBusy = false;
        ComeAsPool();
        var next = new Work();
        dispatcher.Execute(next);

        ComeAsPool();

        // By the pool or by the thread that has just been busy, whichever looked first.
        await next.WasDoneByStandIn;
    }

    [Fact]
    public async Task Pool_must_do_what_its_work_asks_for_when_it_has_come()
    {
        var dispatcher = Dispatcher(Never);
        var last = new Work();
        dispatcher.Execute(new Work(() => dispatcher.Execute(last)));

        ComeAsPool();

        (await last.WasDoneByStandIn).ShouldBeFalse();
        _calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Thread_of_its_own_must_do_what_its_work_asks_for_when_the_pool_came_and_went_meanwhile()
    {
        var dispatcher = Dispatcher(Never);
        _poolIsBusy = true;
        using var poolWasThere = new ManualResetEventSlim();
        var last = new Work();
        var first = new Work(() =>
        {
            poolWasThere.Wait(Soon).ShouldBeTrue();
            dispatcher.Execute(last);
        });
        dispatcher.Execute(first);
        await first.HasBegun;

        ComeAsPool();
        poolWasThere.Set();

        (await last.WasDoneByStandIn).ShouldBeTrue();
    }

    [Fact]
    public async Task Work_must_be_done_when_the_dispatcher_is_shut_down_and_the_pool_comes()
    {
        var dispatcher = Dispatcher(Never);
        dispatcher.Shutdown();
        var work = new Work();
        dispatcher.Execute(work);

        ComeAsPool();

        await work.WasDoneByStandIn;
    }

    public void Dispose()
    {
        _dispatcher?.Shutdown();
        _calls.Dispose();
    }

    /// <param name="look">How often it looks whether the pool is late; for ever: the pool never is.</param>
    private StandInDispatcher Dispatcher(TimeSpan look) =>
        _dispatcher = new StandInDispatcher(Id, throughput: 1, threads: 2, look, Call);

    private bool Call(IThreadPoolWorkItem work)
    {
        _calls.Add(work);
        return _poolIsBusy;
    }

    private void ComeAsPool()
    {
        _calls.TryTake(out var called, Soon).ShouldBeTrue("the pool was to be called");
        called!.Execute();
    }

    private sealed class Work(Action? does = null) : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasBegun => _begun.Task.WaitAsync(Soon, TimeProvider.System);

        public Task<bool> WasDoneByStandIn => _done.Task.WaitAsync(Soon, TimeProvider.System);

        public void Execute()
        {
            _begun.SetResult();
            does?.Invoke();
            _done.SetResult(Thread.CurrentThread.Name is Id + "-1" or Id + "-2");
        }
    }
}

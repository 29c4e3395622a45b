using System.Globalization;

namespace Akka.TestKit;

internal sealed class EventFilterApplier(TestKitBase kit, ActorSystem system, IReadOnlyList<LogFilter> filters)
    : IEventFilterApplier
{
    public EventFilterFactory And => new(kit, system, filters);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Blocking.Result(Intercept(Sync(action), expectedCount, null, true, cancellationToken));

    public void Expect(
        int expectedCount,
        TimeSpan timeout,
        Action action,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Intercept(Sync(action), expectedCount, timeout, true, cancellationToken));

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        Blocking.Result(Intercept(Sync(func), expectedCount, null, true, cancellationToken));

    public T Expect<T>(
        int expectedCount,
        TimeSpan timeout,
        Func<T> func,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Intercept(Sync(func), expectedCount, timeout, true, cancellationToken));

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        Intercept(Async(actionAsync), expectedCount, null, false, cancellationToken).AsTask();

    public Task ExpectAsync(
        int expectedCount,
        TimeSpan timeout,
        Func<Task> action,
        CancellationToken cancellationToken = default
    ) => Intercept(Async(action), expectedCount, timeout, false, cancellationToken).AsTask();

    public Task<T> ExpectAsync<T>(
        int expectedCount,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default
    ) => Intercept(func, expectedCount, null, false, cancellationToken).AsTask();

    public Task<T> ExpectAsync<T>(
        int expectedCount,
        TimeSpan timeout,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default
    ) => Intercept(func, expectedCount, timeout, false, cancellationToken).AsTask();

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) =>
        Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        Expect(1, func, cancellationToken);

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, func, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, func, cancellationToken);

    public Task<T> ExpectOneAsync<T>(
        TimeSpan timeout,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default
    ) => ExpectAsync(1, timeout, func, cancellationToken);

    public void Mute(Action action, CancellationToken cancellationToken = default) =>
        Blocking.Result(Intercept(Sync(action), null, null, true, cancellationToken));

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        Blocking.Result(Intercept(Sync(func), null, null, true, cancellationToken));

    public Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default) =>
        Intercept(Async(action), null, null, false, cancellationToken).AsTask();

    public Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(func, null, null, false, cancellationToken).AsTask();

    public IUnmutableFilter Mute()
    {
        system.EventStream.Publish(new MuteFilters(filters));
        return new Muted(system, filters);
    }

    private static Func<Task<bool>> Sync(Action action) =>
        () =>
        {
            action();
            return Task.FromResult(true);
        };

    private static Func<Task<T>> Sync<T>(Func<T> func) => () => Task.FromResult(func());

    private static Func<Task<bool>> Async(Func<Task> action) =>
        async () =>
        {
            await action();
            return true;
        };

    private async ValueTask<T> Intercept<T>(
        Func<Task<T>> run,
        int? expected,
        TimeSpan? timeout,
        bool block,
        CancellationToken cancellation
    )
    {
        foreach (var filter in filters)
            filter.Reset();
        using var muted = Mute();
        var result = await run();
        if (expected is not { } count)
            return result;
        var leeway = timeout ?? kit.Dilated(kit.TestKitSettings.TestEventFilterLeeway);
        var enough = count == 0 ? 1 : count;
        await TestKitBase.Poll(() => Task.FromResult(Found >= enough), leeway, null, block, cancellation);
        if (Found != count)
            kit.Fail(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Timeout ({leeway}) while waiting for messages. Expected {count}, received {Found}."
                )
            );
        return result;
    }

    private int Found => filters.Sum(filter => filter.Count);

    private sealed class Muted(ActorSystem system, IReadOnlyList<LogFilter> filters) : IUnmutableFilter
    {
        public void Unmute() => system.EventStream.Publish(new UnmuteFilters(filters));

        public void Dispose() => Unmute();
    }
}

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    public void AwaitAssert(
        Action assertion,
        TimeSpan? duration = null,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default
    ) =>
        Blocking.Result(
            AwaitAssert(
                () =>
                {
                    assertion();
                    return Task.CompletedTask;
                },
                duration,
                interval,
                block: true,
                cancellationToken
            )
        );

    public Task AwaitAssertAsync(
        Action assertion,
        TimeSpan? duration = null,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default
    ) =>
        AwaitAssertAsync(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            duration,
            interval,
            cancellationToken
        );

    public Task AwaitAssertAsync(
        Func<Task> assertion,
        TimeSpan? duration = null,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default
    ) => AwaitAssert(assertion, duration, interval, block: false, cancellationToken).AsTask();

    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        CancellationToken cancellationToken = default
    ) => AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        string message,
        CancellationToken cancellationToken = default
    ) => AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken cancellationToken = default
    )
    {
        var limit = RemainingOrDilated(max);
        var fulfilled = Poll(Sync(conditionIsFulfilled), limit, interval, block: true, cancellationToken);
        AssertFulfilled(Blocking.Result(fulfilled), limit, message);
    }

    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        CancellationToken cancellationToken = default
    ) => AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max,
        CancellationToken cancellationToken = default
    ) => AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    public async Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken cancellationToken = default
    )
    {
        var limit = RemainingOrDilated(max);
        AssertFulfilled(
            await Poll(conditionIsFulfilled, limit, interval, block: false, cancellationToken),
            limit,
            message
        );
    }

    public bool AwaitConditionNoThrow(
        Func<bool> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Poll(Sync(conditionIsFulfilled), max, interval, block: true, cancellationToken));

    public Task<bool> AwaitConditionNoThrowAsync(
        Func<bool> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default
    ) => Poll(Sync(conditionIsFulfilled), max, interval, block: false, cancellationToken).AsTask();

    public Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan max,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default
    ) => Poll(conditionIsFulfilled, max, interval, block: false, cancellationToken).AsTask();

    internal static async ValueTask<bool> Poll(
        Func<Task<bool>> condition,
        TimeSpan max,
        TimeSpan? interval,
        bool block,
        CancellationToken cancellation
    )
    {
        var end = Now + max;
        while (!await condition())
        {
            if (Now >= end)
                return false;
            await Blocking.Pause(interval ?? PollInterval, block, cancellation);
        }
        return true;
    }

    internal static Func<Task<bool>> Sync(Func<bool> condition) => () => Task.FromResult(condition());

    private async ValueTask<bool> AwaitAssert(
        Func<Task> assertion,
        TimeSpan? duration,
        TimeSpan? interval,
        bool block,
        CancellationToken cancellation
    )
    {
        var end = Now + RemainingOrDilated(duration);
        while (true)
        {
            try
            {
                await assertion();
                return true;
            }
            catch (Exception) when (Now < end)
            {
                await Blocking.Pause(interval ?? PollInterval, block, cancellation);
            }
        }
    }

    internal void Fail(string message) => _assertions.Fail(message);

    private void AssertFulfilled(bool fulfilled, TimeSpan limit, string? message)
    {
        if (!fulfilled)
            _assertions.Fail(message ?? $"Timeout {limit} expired while waiting for condition.");
    }
}

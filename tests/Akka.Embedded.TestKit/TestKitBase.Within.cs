namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The time of the process's clock, for limits.</summary>
    public static TimeSpan Now => TimeProvider.System.GetElapsedTime(0);

    /// <summary>What is left of the limit around the code.</summary>
    public TimeSpan Remaining =>
        _end is { } end
            ? end - Now
            : throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");

    /// <summary>What is left of the limit around the code, or the default limit.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    public TimeSpan Dilated(TimeSpan duration) => duration * TestKitSettings.TestTimeFactor;

    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => RemainingOrDilated(timeout);

    public TimeSpan RemainingOrDilated(TimeSpan? duration) =>
        duration switch
        {
            null => RemainingOrDefault,
            { } infinite when infinite == Timeout.InfiniteTimeSpan => infinite,
            { } given => Dilated(given),
        };

    protected TimeSpan RemainingOr(TimeSpan duration) => _end is null ? duration : Remaining;

    public void Within(
        TimeSpan max,
        Action action,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default
    ) => Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    public void Within(
        TimeSpan min,
        TimeSpan max,
        Action action,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default
    ) =>
        Within(
            min,
            max,
            () =>
            {
                action();
                return true;
            },
            hint,
            epsilonValue,
            cancellationToken
        );

    public T Within<T>(
        TimeSpan max,
        Func<T> function,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default
    ) => Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    public T Within<T>(
        TimeSpan min,
        TimeSpan max,
        Func<T> function,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default
    ) =>
        Blocking.Result(
            WithinAsync(min, max, () => Task.FromResult(function()), hint, epsilonValue, cancellationToken)
        );

    public Task WithinAsync(
        TimeSpan max,
        Func<Task> actionAsync,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default
    ) => WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    public Task WithinAsync(
        TimeSpan min,
        TimeSpan max,
        Func<Task> actionAsync,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default
    ) =>
        WithinAsync(
            min,
            max,
            async () =>
            {
                await actionAsync();
                return true;
            },
            hint,
            epsilonValue,
            cancellationToken
        );

    public Task<T> WithinAsync<T>(
        TimeSpan max,
        Func<Task<T>> function,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default
    ) => WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    public async Task<T> WithinAsync<T>(
        TimeSpan min,
        TimeSpan max,
        Func<Task<T>> function,
        string? hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default
    )
    {
        var start = Now;
        var limit = Dilated(max);
        if (_end is { } outer)
            limit = TimeSpan.FromTicks(Math.Min(limit.Ticks, (outer - start).Ticks));
        _assertions.AssertTrue(limit >= min, $"Required min time {min} not possible, only {limit} left. {hint}");
        var previousEnd = _end;
        _lastWasNoMsg = false;
        _end = start + limit;
        T result;
        try
        {
            result = await function();
        }
        finally
        {
            _end = previousEnd;
        }
        var elapsed = Now - start;
        if (elapsed < min)
            _assertions.Fail($"Failed: Block took {elapsed}, should have at least been {min}. {hint}");
        if (!_lastWasNoMsg && elapsed > limit + (epsilonValue ?? TimeSpan.Zero))
            _assertions.Fail($"Failed: Block took {elapsed}, exceeding {limit}. {hint}");
        return result;
    }
}

namespace Akka.Actor;

/// <summary>Calls off scheduled work that it was given to.</summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly IActionScheduler _scheduler;

    /// <summary>Calls off on demand.</summary>
    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced) { }

    /// <summary>Calls off on demand.</summary>
    public Cancelable(IActionScheduler scheduler)
        : this(scheduler, new CancellationTokenSource()) { }

    /// <summary>Calls off after a delay.</summary>
    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    /// <summary>Calls off after a delay.</summary>
    public Cancelable(IActionScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    /// <summary>Calls off after a delay.</summary>
    public Cancelable(IScheduler scheduler, int millisecondsDelay)
        : this(scheduler, TimeSpan.FromMilliseconds(millisecondsDelay)) { }

    private Cancelable(IActionScheduler scheduler, CancellationTokenSource source)
    {
        _scheduler = scheduler;
        _source = source;
    }

    /// <inheritdoc />
    public bool IsCancellationRequested => _source.IsCancellationRequested;

    /// <inheritdoc />
    public CancellationToken Token => _source.Token;

    /// <summary>True once disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Called off from the start.</summary>
    public static ICancelable CreateCanceled() => new AlreadyCanceled();

    /// <summary>Called off on demand, or when one of the others is.</summary>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params ICancelable[] cancelables) =>
        new Cancelable(
            scheduler.Advanced,
            CancellationTokenSource.CreateLinkedTokenSource([.. cancelables.Select(c => c.Token)])
        );

    /// <inheritdoc />
    public void Cancel() => Cancel(false);

    /// <inheritdoc />
    public void Cancel(bool throwOnFirstException)
    {
        if (!IsDisposed)
            _source.Cancel(throwOnFirstException);
    }

    /// <inheritdoc />
    public void CancelAfter(TimeSpan delay) => _scheduler.ScheduleOnce(delay, Cancel);

    /// <inheritdoc />
    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || IsDisposed)
            return;
        IsDisposed = true;
        _source.Dispose();
    }

    private sealed class AlreadyCanceled : ICancelable
    {
        public bool IsCancellationRequested => true;

        public CancellationToken Token => new(canceled: true);

        public void Cancel() { }

        public void Cancel(bool throwOnFirstException) { }

        public void CancelAfter(TimeSpan delay) { }

        public void CancelAfter(int millisecondsDelay) { }
    }
}

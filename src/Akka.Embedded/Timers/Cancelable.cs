namespace Akka.Actor;

/// <summary>Something that can be called off.</summary>
public interface ICancelable
{
    /// <summary>True once it is called off.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>Canceled with it.</summary>
    CancellationToken Token { get; }

    /// <summary>Calls it off; a second call does nothing.</summary>
    void Cancel();

    /// <summary>Calls it off after a delay.</summary>
    void CancelAfter(TimeSpan delay);
}

/// <summary>Calls off scheduled work that it was given to.</summary>
public class Cancelable(IActionScheduler scheduler) : ICancelable, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Calls off on demand.</summary>
    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced) { }

    /// <summary>Calls off after a delay.</summary>
    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    /// <inheritdoc />
    public bool IsCancellationRequested => _source.IsCancellationRequested;

    /// <inheritdoc />
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Cancel() => _source.Cancel();

    /// <inheritdoc />
    public void CancelAfter(TimeSpan delay) => scheduler.ScheduleOnce(delay, Cancel);

    /// <inheritdoc />
    public void Dispose()
    {
        _source.Dispose();
        GC.SuppressFinalize(this);
    }
}

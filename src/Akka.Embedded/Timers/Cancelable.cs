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
public class Cancelable(IScheduler scheduler) : ICancelable, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <inheritdoc />
    public bool IsCancellationRequested => _source.IsCancellationRequested;

    /// <inheritdoc />
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Cancel() => _source.Cancel();

    /// <inheritdoc />
    public void CancelAfter(TimeSpan delay) => scheduler.Advanced.ScheduleOnce(delay, Cancel);

    /// <inheritdoc />
    public void Dispose()
    {
        _source.Dispose();
        GC.SuppressFinalize(this);
    }
}

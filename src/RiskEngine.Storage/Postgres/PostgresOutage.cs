namespace RiskEngine.Storage;

/// <summary>Keeps callers from waiting, one after the other, for a database that could not be reached a moment ago.</summary>
internal sealed class PostgresOutage(PostgresStoreOptions options)
{
    private const int LargestExponent = 10;

    private readonly Lock _gate = new();
    private StoreFailure? _failure;
    private int _inARow;
    private TimeSpan _until;

    /// <summary>The last failure, while it is too early to try again; null when it is not.</summary>
    internal StoreFailure? Refusal
    {
        get
        {
            lock (_gate)
                // Nothing was asked, so nothing can have been kept.
                return _failure is not null && Moment.Of(options.Time).Running < _until
                    ? _failure with
                    {
                        Fault = StoreFault.Unavailable,
                    }
                    : null;
        }
    }

    internal void Noted(StoreFailure failure)
    {
        lock (_gate)
        {
            var pause = options.ReconnectFirst * Math.Pow(2, Math.Min(_inARow, LargestExponent));
            _inARow++;
            _failure = failure;
            _until =
                Moment.Of(options.Time).Running + (pause < options.ReconnectLongest ? pause : options.ReconnectLongest);
        }
    }

    internal void Over()
    {
        lock (_gate)
            (_failure, _inARow) = (null, 0);
    }
}

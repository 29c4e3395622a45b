namespace RiskEngine.Storage;

/// <summary>Brings entries to the audit trail in the background, in the order given, many at a time.</summary>
/// <remarks>
/// Nobody waits for the store: an entry goes into a bounded buffer, and one that finds it full is counted, in a row
/// of the trail that stands where the entry would have. A write that fails is tried again until it succeeds or the
/// writer must stop. What a crash takes with it is the buffer; with a tally, the next run says in its first row how
/// many entries that were, and those that a stop had to give up.
/// </remarks>
public sealed class AuditWriter : IAuditRecorder, IAsyncDisposable
{
    private readonly AuditDelivery _delivery;
    private readonly AuditTally? _tally;
    private readonly TimeProvider _time;
    private readonly AuditWriterOptions _options;
    private readonly Action<StoreFailure> _troubled;
    private readonly Lock _gate = new();
    private readonly AuditQueue _queue;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _giveUp = new();
    private readonly Task _writing;
    private TaskCompletionSource _idle = NewIdle();
    private long _kept;
    private long _lost;
    private long _waiting;
    private StoreFailure? _failure;
    private bool _asleep;
    private bool _stopping;

    /// <summary>Begins to write.</summary>
    /// <param name="trail">Where to.</param>
    /// <param name="node">The node that the rows about lost entries name.</param>
    /// <param name="time">Measures the pause between two tries.</param>
    /// <param name="options">The limits.</param>
    /// <param name="troubled">Told when a write fails after one that did not; from a thread of the writer's.</param>
    /// <param name="tally">Tells what a crash of the run before took with it; null: nobody can tell. Stays the caller's to close.</param>
    public AuditWriter(
        IAuditTrail trail,
        NodeName node,
        TimeProvider time,
        AuditWriterOptions? options = null,
        Action<StoreFailure>? troubled = null,
        AuditTally? tally = null
    )
    {
        ArgumentNullException.ThrowIfNull(trail);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(time);
        _options = options ?? new AuditWriterOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Capacity, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BatchSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.RetryPause, TimeSpan.Zero, nameof(options));
        (_time, _troubled, _tally) = (time, troubled ?? (_ => { }), tally);
        _delivery = new AuditDelivery(trail, node, time, tally);
        _queue = new AuditQueue(_options.Capacity, node);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>What became of everything given so far.</summary>
    public AuditWriterReport Report
    {
        get
        {
            lock (_gate)
                return new AuditWriterReport(_kept, _lost, _waiting, _failure);
        }
    }

    /// <inheritdoc/>
    public void Record(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (_gate)
        {
            _tally?.Give();
            if (!_stopping && _queue.Add(entry))
                _waiting++;
            else
                _lost++;
            Wake();
        }
    }

    /// <inheritdoc/>
    public async Task<bool> FlushAsync(CancellationToken giveUp)
    {
        Task idle;
        lock (_gate)
        {
            if (_asleep || _writing.IsCompleted)
                return _waiting == 0;
            idle = _idle.Task;
        }

        await Task.WhenAny(idle, Task.Delay(Timeout.InfiniteTimeSpan, _time, giveUp)).ConfigureAwait(false);
        return idle.IsCompleted;
    }

    /// <summary>Takes no more entries, and writes those that wait.</summary>
    /// <param name="giveUp">When it fires, what still waits is lost, and counted.</param>
    /// <returns>What became of everything that was ever given; nothing waits any more.</returns>
    public async Task<AuditWriterReport> StopAsync(CancellationToken giveUp = default)
    {
        lock (_gate)
        {
            _stopping = true;
            Wake();
        }

        await using (giveUp.Register(_giveUp.Cancel).ConfigureAwait(false))
            await _writing.ConfigureAwait(false);
        lock (_gate)
        {
            _lost += _waiting;
            _waiting = 0;
        }

        return Report;
    }

    /// <summary>Stops without waiting for a store that fails: what it has not taken by then is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await _giveUp.CancelAsync().ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
        _giveUp.Dispose();
        _wake.Dispose();
    }

    private async Task WriteAsync()
    {
        if (_tally is not null && !await WriteAsync(AuditBatch.Empty).ConfigureAwait(false))
            return;
        while (Next() is { } batch)
            if (batch.Rows.Count == 0)
                await _wake.WaitAsync().ConfigureAwait(false);
            else if (!await WriteAsync(batch).ConfigureAwait(false))
                return;
    }

    /// <summary>The next rows; none when there is nothing to do yet, null when there never will be.</summary>
    private AuditBatch? Next()
    {
        lock (_gate)
        {
            _asleep = _queue.IsEmpty && !_stopping;
            if (_queue.IsEmpty)
            {
                _idle.TrySetResult();
                _idle = NewIdle();
            }

            return _queue.IsEmpty && _stopping ? null : _queue.Take(_options.BatchSize);
        }
    }

    /// <returns>Whether the rows are kept; if not, there is no time left.</returns>
    private async Task<bool> WriteAsync(AuditBatch batch)
    {
        while (true)
        {
            var failure = await _delivery.TryAsync(batch).ConfigureAwait(false);
            bool isNews;
            lock (_gate)
            {
                isNews = _failure is null;
                _failure = failure;
                if (failure is null)
                {
                    _kept += batch.Entries;
                    _waiting -= batch.Entries;
                }
            }

            if (failure is null)
                return true;
            if (isNews)
                _troubled(failure);
            if (_giveUp.IsCancellationRequested)
                return false;
            await Task.Delay(_options.RetryPause, _time, _giveUp.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource NewIdle() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        if (!_asleep)
            return;
        _asleep = false;
        _wake.Release();
    }
}

namespace RiskEngine.Storage.Tests.Auditing;

/// <summary>A trail that hangs, fails and throws as it is told.</summary>
internal sealed class ScriptedTrail : IAuditTrail
{
    private readonly Lock _gate = new();
    private readonly List<AuditEntry> _kept = [];
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private Task _hang = Task.CompletedTask;
    private StoreFailure? _failure;
    private int _failures;
    private bool _throws;

    /// <summary>Ends when something was to be appended for the first time.</summary>
    internal Task Called => _called.Task;

    internal IReadOnlyList<AuditEntry> Kept
    {
        get
        {
            lock (_gate)
                return [.. _kept];
        }
    }

    internal TaskCompletionSource Hang()
    {
        var hang = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hang = hang.Task;
        return hang;
    }

    internal void FailNext(int times, StoreFailure failure) => (_failures, _failure) = (times, failure);

    internal void ThrowNext() => _throws = true;

    internal Task UntilKeptAsync(int count)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            TellWaiting();
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        }
    }

    public async Task<AuditAppend> AppendAsync(
        IReadOnlyList<AuditEntry> entries,
        CancellationToken cancellationToken = default
    )
    {
        _called.TrySetResult();
        await _hang.WaitAsync(cancellationToken);
        lock (_gate)
        {
            if (_throws)
            {
                _throws = false;
                throw new InvalidOperationException("A defect.");
            }

            if (_failures-- > 0)
                return new AuditAppend.Failed(_failure!);
            _failures = 0;
            _kept.AddRange(entries);
            TellWaiting();
            return new AuditAppend.Kept(AuditHead.Empty);
        }
    }

    public Task<AuditReading> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<AuditHeadReading> HeadAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    private void TellWaiting()
    {
        foreach (var (count, reached) in _waiting)
            if (_kept.Count >= count)
                reached.TrySetResult();
    }
}

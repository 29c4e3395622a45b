namespace RiskEngine.Core;

/// <summary>A log that lives as long as the process: an engagement does not outlive it. For simulations and drills.</summary>
public sealed class InProcessKillSwitchLog : IKillSwitchLog, IKillSwitchChanges
{
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];
    private KillSwitchHistory _history = KillSwitchHistory.Empty;

    /// <inheritdoc/>
    public Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<Action> listeners;
        lock (_gate)
        {
            _history = _history.Add(record);
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
            listener();
        return Task.FromResult<KillSwitchAppend>(new KillSwitchAppend.Kept(KillSwitchDurability.ThisProcess));
    }

    /// <inheritdoc/>
    public Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return Task.FromResult<KillSwitchReading>(new KillSwitchReading.Complete(_history));
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action mayHaveChanged)
    {
        ArgumentNullException.ThrowIfNull(mayHaveChanged);
        lock (_gate)
            _listeners.Add(mayHaveChanged);
        return new Subscription(this, mayHaveChanged);
    }

    private sealed class Subscription(InProcessKillSwitchLog log, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (log._gate)
                log._listeners.Remove(listener);
        }
    }
}

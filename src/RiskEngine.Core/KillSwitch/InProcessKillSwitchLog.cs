namespace RiskEngine.Core;

/// <summary>A log that lives as long as the process: an engagement does not outlive it. For simulations and drills.</summary>
public sealed class InProcessKillSwitchLog : IKillSwitchLog, IKillSwitchChanges
{
    private readonly Lock _gate = new();
    private readonly KillSwitchListeners _listeners = new();
    private KillSwitchHistory _history = KillSwitchHistory.Empty;

    /// <inheritdoc/>
    public Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (_gate)
            _history = _history.Add(record);
        _listeners.Tell();
        return Task.FromResult<KillSwitchAppend>(new KillSwitchAppend.Kept(KillSwitchDurability.ThisProcess));
    }

    /// <inheritdoc/>
    public Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return Task.FromResult<KillSwitchReading>(new KillSwitchReading.Complete(_history));
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action mayHaveChanged) => _listeners.Subscribe(mayHaveChanged);
}

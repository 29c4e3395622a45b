namespace RiskEngine.Core;

/// <summary>Whoever wants to hear that a kill-switch log may have a new record, or is not the one any more that was read.</summary>
public sealed class KillSwitchListeners : IKillSwitchChanges
{
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];

    /// <summary>Tells each of them, on the thread that calls.</summary>
    public void Tell()
    {
        Action[] listeners;
        lock (_gate)
            listeners = [.. _listeners];
        foreach (var listener in listeners)
            listener();
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action mayHaveChanged)
    {
        ArgumentNullException.ThrowIfNull(mayHaveChanged);
        lock (_gate)
            _listeners.Add(mayHaveChanged);
        return new Subscription(this, mayHaveChanged);
    }

    private sealed class Subscription(KillSwitchListeners all, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (all._gate)
                all._listeners.Remove(listener);
        }
    }
}

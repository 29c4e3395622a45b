namespace RiskEngine.Host.Access;

/// <summary>Slows down whoever fails to prove who they are, by address: each failure beyond a few doubles the wait.</summary>
/// <remarks>
/// The right token is never made to wait: whoever can be locked out of a kill switch by somebody else's failures has
/// none. Tokens are long enough that the number of tries does not matter; what is bounded here is work and noise.
/// </remarks>
internal sealed class SignInThrottle(SignInSettings settings, TimeProvider time)
{
    private const int MaxAddresses = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset Last)> _failing = new(StringComparer.Ordinal);

    /// <summary>How long the address has yet to wait; null: not at all.</summary>
    internal TimeSpan? Wait(string address)
    {
        lock (_gate)
            return
                _failing.TryGetValue(address, out var known)
                && Until(known) - time.GetUtcNow() is var wait
                && wait > TimeSpan.Zero
                ? wait
                : null;
    }

    internal void Failed(string address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_failing.Count >= MaxAddresses && !_failing.ContainsKey(address))
                Forget(now);
            var known = _failing.GetValueOrDefault(address);
            var isForgotten = now - known.Last > settings.PauseLongest * 2;
            _failing[address] = (isForgotten ? 1 : known.Failures + 1, now);
        }
    }

    internal void Succeeded(string address)
    {
        lock (_gate)
            _failing.Remove(address);
    }

    private DateTimeOffset Until((int Failures, DateTimeOffset Last) known)
    {
        var beyond = known.Failures - settings.Failures;
        if (beyond < 0)
            return known.Last;
        var pause = settings.PauseFirst * Math.Pow(2, Math.Min(beyond, 20));
        return known.Last + (pause < settings.PauseLongest ? pause : settings.PauseLongest);
    }

    /// <summary>Makes room: those who need not wait any more, or else the one that failed longest ago.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var (address, _) in _failing.Where(known => Until(known.Value) <= now).ToList())
            _failing.Remove(address);
        if (_failing.Count >= MaxAddresses)
            _failing.Remove(_failing.MinBy(known => known.Value.Last).Key);
    }
}

namespace RiskEngine.Core;

/// <summary>When a thing that failed may be tried again.</summary>
/// <param name="Failures">How often in a row it failed.</param>
/// <param name="NotBefore">On the running clock; null: at once.</param>
/// <param name="IsBinding">A new command has to keep it too: the exchange asked for it, or no nonce is to be had.</param>
internal sealed record Backoff(int Failures, TimeSpan? NotBefore, bool IsBinding)
{
    internal static readonly Backoff None = new(0, null, false);

    private const int LargestExponent = 20;

    internal bool Holds(TimeSpan now) => NotBefore is { } time && time > now;

    internal bool Binds(TimeSpan now) => IsBinding && Holds(now);

    /// <summary>After one more failure that a further try may mend at once.</summary>
    internal Backoff AtOnce(TimeSpan now) => new Backoff(Failures + 1, null, false).ButNotBefore(this, now);

    /// <summary>After one more failure: at once the first time, then ever later.</summary>
    /// <param name="now">The running clock.</param>
    /// <param name="limits">The shortest and the longest wait.</param>
    /// <param name="fraction">Where between the half and the whole of the wait, from 0 to 1.</param>
    internal Backoff AfterFailure(TimeSpan now, GuardianLimits limits, double fraction)
    {
        if (Failures == 0)
            return AtOnce(now);
        var full = limits.RetryFirst * Math.Pow(2, Math.Min(Failures - 1, LargestExponent));
        var wait = (full < limits.RetryLongest ? full : limits.RetryLongest) * (0.5 + fraction / 2);
        return new Backoff(Failures + 1, now + wait, false).ButNotBefore(this, now);
    }

    /// <summary>
    /// After "too many requests": as long as the exchange asked, but not sooner than after any failure, and never so
    /// long that a new command with the default deadline could not be tried within it.
    /// </summary>
    /// <param name="now">The running clock.</param>
    /// <param name="told">What the exchange asked for; null when it named no time.</param>
    /// <param name="limits">The waits, and the default deadline.</param>
    /// <param name="fraction">As for <see cref="AfterFailure"/>.</param>
    internal Backoff AfterRateLimit(TimeSpan now, TimeSpan? told, GuardianLimits limits, double fraction)
    {
        var longest = limits.DefaultDeadline / 2;
        var asked = told ?? limits.RateLimitPause;
        var asAsked = Until(now + (asked < longest ? asked : longest), isBinding: true);
        return AfterFailure(now, limits, fraction).ButNotBefore(asAsked, now);
    }

    /// <summary>A request has left: nothing has to be waited for before the answer says so again.</summary>
    internal Backoff AfterDispatch() => NotBefore is null ? this : this with { NotBefore = null };

    internal Backoff Until(TimeSpan time, bool isBinding) => new(Failures + 1, time, isBinding);

    /// <summary>What the exchange asked for holds, whatever becomes of another request meanwhile.</summary>
    private Backoff ButNotBefore(Backoff asked, TimeSpan now)
    {
        if (!asked.Binds(now))
            return this;
        return this with { NotBefore = NotBefore > asked.NotBefore ? NotBefore : asked.NotBefore, IsBinding = true };
    }
}

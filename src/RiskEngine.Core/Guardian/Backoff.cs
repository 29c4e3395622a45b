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

    /// <summary>After one more failure: at once the first time, then ever later.</summary>
    /// <param name="now">The running clock.</param>
    /// <param name="limits">The shortest and the longest wait.</param>
    /// <param name="fraction">Where between the half and the whole of the wait, from 0 to 1.</param>
    internal Backoff AfterFailure(TimeSpan now, GuardianLimits limits, double fraction)
    {
        if (Failures == 0)
            return new Backoff(1, null, false);
        var full = limits.RetryFirst * Math.Pow(2, Math.Min(Failures - 1, LargestExponent));
        var wait = (full < limits.RetryLongest ? full : limits.RetryLongest) * (0.5 + fraction / 2);
        return new Backoff(Failures + 1, now + wait, false);
    }

    internal Backoff Until(TimeSpan time, bool isBinding) => new(Failures + 1, time, isBinding);
}

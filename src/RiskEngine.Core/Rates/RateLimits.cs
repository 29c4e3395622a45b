namespace RiskEngine.Core;

/// <summary>How much may be sent with one key.</summary>
/// <param name="PerSecond">Requests a second in the long run; above zero.</param>
/// <param name="Burst">Requests that may leave at once after a quiet while; at least two.</param>
/// <param name="CancelShare">The part of the burst that is kept for cancels, from 0 to 1.</param>
public sealed record RateLimits(int PerSecond, int Burst, double CancelShare)
{
    /// <summary>Requests kept for cancels: at least one, and at most what leaves one for orders.</summary>
    public int Reserve => Math.Clamp((int)Math.Ceiling(Burst * CancelShare), 1, Burst - 1);

    /// <summary>The time in which one request's worth comes back.</summary>
    internal TimeSpan Interval => TimeSpan.FromSeconds(1) / PerSecond;
}

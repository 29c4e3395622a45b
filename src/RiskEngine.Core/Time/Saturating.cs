namespace RiskEngine.Core;

/// <summary>
/// Arithmetic on times and nonces that others told: a result out of range is the nearest one that is not, and nothing throws.
/// </summary>
internal static class Saturating
{
    internal static DateTimeOffset Plus(this DateTimeOffset time, TimeSpan by)
    {
        var ticks = Sum(time.UtcTicks, by.Ticks);
        return new DateTimeOffset(
            Math.Clamp(ticks, DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks),
            TimeSpan.Zero
        );
    }

    internal static TimeSpan Plus(this TimeSpan time, TimeSpan by) => new(Sum(time.Ticks, by.Ticks));

    internal static DateTimeOffset FromUnixSeconds(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(
            Math.Clamp(
                seconds,
                DateTimeOffset.MinValue.ToUnixTimeSeconds(),
                DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            )
        );

    internal static long Sum(long one, long other)
    {
        var sum = unchecked(one + other);
        // It overflowed when both have the sign that the sum has not.
        return ((one ^ sum) & (other ^ sum)) >= 0 ? sum
            : one < 0 ? long.MinValue
            : long.MaxValue;
    }
}

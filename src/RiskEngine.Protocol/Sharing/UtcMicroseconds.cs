namespace RiskEngine.Protocol;

/// <summary>Times as records keep them, so that what is written and read again is equal.</summary>
public static class UtcMicroseconds
{
    /// <summary>The same instant in UTC, without what is finer than a microsecond.</summary>
    public static DateTimeOffset Floor(DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}

namespace RiskEngine.Core;

/// <summary>Now, on both clocks. People and exchanges live by the wall clock, which may step; waiting is measured on one that does not.</summary>
/// <param name="Wall">The wall clock, UTC.</param>
/// <param name="Running">A clock that only goes forward, from an arbitrary zero.</param>
public readonly record struct Moment(DateTimeOffset Wall, TimeSpan Running)
{
    /// <summary>Reads both clocks.</summary>
    public static Moment Of(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new Moment(time.GetUtcNow(), time.GetElapsedTime(0));
    }
}

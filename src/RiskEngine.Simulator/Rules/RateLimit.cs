namespace RiskEngine.Simulator.Rules;

/// <summary>The request rate a key may keep up.</summary>
/// <remarks>
/// Published: private endpoints take 600 a minute (5 a second advised); above the rate five further requests are queued
/// and delayed, then 429 until the rate drops. The published example, 20 requests in close succession of which 10 are
/// processed, 5 queued and 5 refused, gives the burst: one second's worth.
/// </remarks>
/// <param name="PerMinute">Sustained requests a minute; above zero.</param>
/// <param name="Burst">Requests taken at once after a pause; above zero.</param>
/// <param name="Queue">Further requests that wait for their turn; zero or more.</param>
public sealed record RateLimit(int PerMinute = 600, int Burst = 10, int Queue = 5)
{
    /// <summary>The published limit of private endpoints.</summary>
    public static readonly RateLimit Published = new();

    /// <summary>The published limit of public endpoints: 120 a minute, hence a burst of two.</summary>
    public static readonly RateLimit PublishedForPublic = new(PerMinute: 120, Burst: 2, Queue: 5);

    /// <summary>The time one request takes up at the sustained rate.</summary>
    internal TimeSpan Interval => TimeSpan.FromMinutes(1) / PerMinute;
}

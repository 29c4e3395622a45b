namespace RiskEngine.Simulator.Rules;

/// <summary>What the exchange says to one request.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Body">The body; may be empty.</param>
public sealed record Answer(int Status, string Body)
{
    /// <summary>The media type, <c>application/json</c> unless the answer comes from a proxy or a crash.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The error's code, such as <c>InvalidNonce</c>; null when the request was accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>Value of the <c>Retry-After</c> header, seconds or an HTTP date; null for none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Value of the <c>Location</c> header of a redirect; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>True when the exchange accepted the request.</summary>
    public bool IsAccepted => Status == 200 && Reason is null;
}

namespace RiskEngine.Gemini;

/// <summary>Makes the handler of one lane. Each lane has its own, so lanes share no connection.</summary>
internal static class LaneHandler
{
    private const int MaxHeaderKilobytes = 16;

    internal static SocketsHttpHandler Create(GeminiOptions options) =>
        new()
        {
            // A signed request goes where the configuration says and nowhere else: no redirect, no proxy from the
            // environment, no cookie, no trace header.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = options.ConnectionLifetime,
            PooledConnectionIdleTimeout = options.ConnectionIdleTimeout,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            // A body that is too long is not worth reading to its end: close instead.
            MaxResponseDrainSize = 0,
        };
}

namespace RiskEngine.Gemini;

/// <summary>Makes the handler of one lane. Each lane has its own, so lanes share no connection.</summary>
internal static class LaneHandler
{
    private const int MaxHeaderKilobytes = 16;

    /// <param name="options">How to talk to Gemini.</param>
    /// <param name="connected">Told of each new connection, once it can carry a request.</param>
    internal static SocketsHttpHandler Create(GeminiOptions options, Action? connected = null) =>
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
            ConnectCallback = (context, cancellationToken) =>
                ThreadedConnection.ConnectAsync(
                    context.DnsEndPoint.Host,
                    context.DnsEndPoint.Port,
                    options.ConnectTimeout,
                    cancellationToken
                ),
            PlaintextStreamFilter = (context, _) =>
            {
                connected?.Invoke();
                return ValueTask.FromResult(context.PlaintextStream);
            },
        };
}

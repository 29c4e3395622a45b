namespace RiskEngine.Gemini;

/// <summary>Makes a session's <see cref="IExchangeGateway"/> to Gemini.</summary>
internal static class GeminiGatewayFactory
{
    /// <summary>A gateway with two connection pools, one per lane; nothing is sent until it is asked to.</summary>
    /// <param name="options">How to talk to Gemini.</param>
    /// <param name="credentials">What the session proves itself with.</param>
    /// <param name="time">Measures timeouts, and reads Retry-After dates.</param>
    /// <param name="handlers">What sends, for each lane; null: HTTP/1.1 over TCP. The gateway disposes of it.</param>
    /// <exception cref="ArgumentException">
    /// The validators find a fault; the message lists every one. Ask <see cref="GeminiOptionsValidator"/> and
    /// <see cref="GeminiCredentialsValidator"/> first to get them as values.
    /// </exception>
    public static IExchangeGateway Create(
        GeminiOptions options,
        SessionCredentials credentials,
        TimeProvider time,
        Func<Lane, HttpMessageHandler>? handlers = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ValueList<ConfigurationFault> faults =
        [
            .. GeminiOptionsValidator.Validate(options),
            .. GeminiCredentialsValidator.Validate(credentials, options.Account),
        ];
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        var connections = new LaneConnections(time);
        return new GeminiGateway(
            options,
            credentials,
            time,
            handlers ?? (lane => LaneHandler.Create(options, () => connections.Made(lane))),
            connections
        );
    }
}

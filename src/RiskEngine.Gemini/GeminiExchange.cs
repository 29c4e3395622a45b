namespace RiskEngine.Gemini;

/// <summary>Gemini: give it to <c>RiskEngineSettings.Read</c>, and sessions may say <c>exchange = gemini</c>.</summary>
/// <param name="time">Measures timeouts, and reads Retry-After dates.</param>
public sealed class GeminiExchange(TimeProvider time) : IExchange
{
    /// <inheritdoc/>
    public ExchangeName Name => ExchangeName.Gemini;

    /// <inheritdoc/>
    public ValueList<ConfigurationFault> Validate(ExchangeSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var options = OptionsOf(session);
        return
        [
            .. GeminiOptionsValidator.Validate(options),
            .. GeminiCredentialsValidator.Validate(session.Credentials, options.Account),
        ];
    }

    /// <inheritdoc/>
    public IExchangeGateway Open(ExchangeSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return GeminiGatewayFactory.Create(OptionsOf(session), session.Credentials, time);
    }

    /// <inheritdoc/>
    public IExchangeGateway OpenRehearsal(ExchangeSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return GeminiGatewayFactory.Create(OptionsOf(session), session.Credentials, time, _ => new RehearsalWire(time));
    }

    internal static GeminiOptions OptionsOf(ExchangeSession session) =>
        new()
        {
            RestBaseAddress = session.RestBaseAddress,
            Account = session.Key.Account,
            NonceJson = session.NonceJson,
            RequestTimeout = session.RequestTimeout,
            ConnectTimeout = session.ConnectTimeout,
            MaxAnswerBytes = session.MaxAnswerBytes,
            OrderHistory = session.ReadsOrderHistory,
            WholeLists = session.WholeLists,
        };
}

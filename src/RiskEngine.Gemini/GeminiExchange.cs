namespace RiskEngine.Gemini;

/// <summary>Gemini, as the engine's settings and supervisor see it.</summary>
/// <param name="time">Measures timeouts, and reads Retry-After dates.</param>
public sealed class GeminiExchange(TimeProvider time) : IExchange
{
    /// <inheritdoc/>
    public ExchangeName Name => ExchangeName.Gemini;

    /// <inheritdoc/>
    public ValueList<ConfigurationFault> Validate(ExchangeSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return GeminiOptionsValidator
            .Validate(OptionsOf(session))
            .Concat(GeminiCredentialsValidator.Validate(CredentialsOf(session), session.Key.Account))
            .Select(fault => new ConfigurationFault(fault.Key, fault.Text))
            .ToValueList();
    }

    /// <inheritdoc/>
    public IExchangeGateway Open(ExchangeSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return GeminiGatewayFactory.Create(OptionsOf(session), CredentialsOf(session), time);
    }

    private static GeminiOptions OptionsOf(ExchangeSession session) =>
        new()
        {
            RestBaseAddress = session.RestBaseAddress,
            Account = session.Key.Account,
            NonceJson = session.NonceJson == Core.NonceJson.Text ? NonceJson.String : NonceJson.Number,
            RequestTimeout = session.RequestTimeout,
            ConnectTimeout = session.ConnectTimeout,
            MaxAnswerBytes = session.MaxAnswerBytes,
        };

    private static GeminiCredentials CredentialsOf(ExchangeSession session) =>
        session.Credentials switch
        {
            SessionCredentials.ApiKey given => new GeminiCredentials.ApiKey(
                new Secret(given.Key.Reveal()),
                new Secret(given.Signing.Reveal())
            ),
            SessionCredentials.BearerToken given => new GeminiCredentials.BearerToken(new Secret(given.Token.Reveal())),
            _ => throw new InvalidOperationException("Credentials that no exchange knows."),
        };
}

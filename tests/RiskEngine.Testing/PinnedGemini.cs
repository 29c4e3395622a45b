using System.Security.Cryptography;
using RiskEngine.Gemini;

namespace RiskEngine.Testing;

/// <summary>Gemini over the product's own lanes, which trust one certificate more: a simulator's, by its fingerprint.</summary>
public sealed class PinnedGemini(string fingerprint) : IExchange
{
    private readonly GeminiExchange _real = new(TimeProvider.System);

    public ExchangeName Name => _real.Name;

    public ValueList<ConfigurationFault> Validate(ExchangeSession session) => _real.Validate(session);

    public IExchangeGateway OpenRehearsal(ExchangeSession session) => _real.OpenRehearsal(session);

    public IExchangeGateway Open(ExchangeSession session)
    {
        var options = GeminiExchange.OptionsOf(session);
        return GeminiGatewayFactory.Create(
            options,
            session.Credentials,
            TimeProvider.System,
            _ => Pinned(LaneHandler.Create(options), fingerprint)
        );
    }

    public static SocketsHttpHandler Pinned(SocketsHttpHandler handler, string fingerprint)
    {
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate?.GetCertHashString(HashAlgorithmName.SHA256) == fingerprint;
        return handler;
    }
}

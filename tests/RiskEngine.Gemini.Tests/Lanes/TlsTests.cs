using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RiskEngine.Gemini.Tests;

public sealed class TlsTests
{
    [Fact]
    public async Task Failure_must_name_its_cause_when_the_certificate_is_not_trusted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(100)
        );
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, certificate);
        await using var gateway = GeminiGatewayFactory.Create(
            Gateways.Options with
            {
                RestBaseAddress = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
            },
            Gateways.ApiKey,
            TimeProvider.System
        );

        var answer = await gateway.SendAsync(Gateways.Outbound(Gateways.CancelSession), CancellationToken.None);

        var notSent = answer.ShouldBeOfType<ExchangeAnswer.NotSent>();
        notSent.Reason.ShouldBe(NotSentReason.TlsFailed);
        notSent.Said.Message.ShouldStartWith("TLS failed: ");
        notSent.Said.Message.ShouldContain("certificate");
        notSent.Said.Message.ShouldNotContain("inner exception");
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var socket = await listener.AcceptSocketAsync();
        await using var stream = new SslStream(new NetworkStream(socket));
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            _ = await stream.ReadAsync(new byte[1]);
        }
        catch (Exception hungUp) when (hungUp is IOException or AuthenticationException)
        {
            // The client turns away; how this end hears of it depends on who was faster.
        }
    }
}

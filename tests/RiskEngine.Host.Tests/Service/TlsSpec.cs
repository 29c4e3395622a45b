using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RiskEngine.Host.Api;
using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Service;

public sealed class TlsSpec(TlsSpec.Host host) : IClassFixture<TlsSpec.Host>
{
    [Fact]
    public async Task Browser_must_be_told_to_keep_to_https_when_the_service_has_a_certificate()
    {
        using var client = host.TrustingClient();

        using var answer = await client.PostAsJsonAsync("/api/sign-in", new { token = RunningHost.Vera });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem();
        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain("; secure", Case.Insensitive);
    }

    [Fact]
    public async Task Command_must_end_with_three_and_name_the_certificate_when_it_is_not_trusted()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathOf("token"), RunningHost.Alice);
        using var client = new ServiceClient(
            host.Address,
            RunningHost.Alice,
            RunningHost.Patience,
            TimeProvider.System
        );

        (
            await HostCommand.RunAsync([
                "kill",
                "--scope",
                "everything",
                "--reason",
                "a test",
                "--yes",
                "--url",
                $"{host.Address}",
                "--token-file",
                folder.PathOf("token"),
            ])
        ).ShouldBe(3);

        (
            await Should.ThrowAsync<ServiceFault>(() =>
                client.GetAsync("/api/sessions", AnswerJson.Default.SessionList, default)
            )
        ).Message.ShouldContain("certificate");
    }

    public sealed class Host : RunningHost, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        protected override string Hocon
        {
            get
            {
                using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
                var now = TimeProvider.System.GetUtcNow();
                using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
                File.WriteAllText(_folder.PathOf("cert.pem"), certificate.ExportCertificatePem());
                File.WriteAllText(_folder.PathOf("key.pem"), key.ExportPkcs8PrivateKeyPem());
                return $$"""
                    risk-engine.service {
                      listen = "https://127.0.0.1:0"
                      certificate = "{{_folder.PathOf("cert.pem")}}"
                      certificate-key = "{{_folder.PathOf("key.pem")}}"
                    }
                    """;
            }
        }

        internal HttpClient TrustingClient(string? token = null)
        {
            var handler = new SocketsHttpHandler { UseCookies = false };
            // The certificate is the test's own.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.Subject == "CN=127.0.0.1";
            var client = new HttpClient(handler) { BaseAddress = Address };
            if (token is not null)
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return client;
        }

        internal override HttpClient Client(string? token = Alice) => TrustingClient(token);

        public void Dispose() => _folder.Dispose();
    }
}

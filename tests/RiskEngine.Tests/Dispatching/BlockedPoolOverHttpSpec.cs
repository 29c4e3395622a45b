using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Gemini;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Dispatching;

/// <summary>A whole cancel over real HTTP while every thread of the process's pool is blocked.</summary>
[Collection(nameof(BlockedPool))]
public sealed class BlockedPoolOverHttpSpec : CommandingSpec, IDisposable
{
    private const string Asking = "asking-dispatcher";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<SessionCancelOutcome> _heard = [];

    public void Dispose() => _heard.Dispose();

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Asker_with_threads_of_its_own_must_hear_Canceled_when_the_session_has_a_warm_connection(
        string scheme
    )
    {
        using var exchange = new OwnThreadsExchange(scheme);
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
            {{Asking}}.type = PinnedDispatcher
            risk-engine {
              gemini { rest-base-address = "{{exchange.Address}}", request-timeout = 50s, connect-timeout = 40s }
              guardian { preflight = off, rehearsals = 0, hedge-after = 50s, attempt-timeout = 55s, default-deadline = 60s }
              sessions { maker-1 { verification = account } }
            }
            """
        );
        var settings = RiskEngineSettings
            .Read(config, KnownSecrets.For("maker-1"), exchange.Gemini)
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;
        var system = ActorSystem.Create("blocked", config);
        var (router, heard) = ((await system.StartRiskEngine(settings)).Router, _heard);
        var asker = system.ActorOf(Props.Create(() => new Asker(router, heard)).WithDispatcher(Asking));
        asker.Tell(Cancel(Maker));
        _heard.TryTake(out var warm, Patience).ShouldBeTrue();
        warm.ShouldBeOfType<SessionCanceled>();

        using (var pool = new BlockedPool())
        {
            asker.Tell(Cancel(Maker));
            _heard.TryTake(out var outcome, Patience).ShouldBeTrue();
            outcome.ShouldBeOfType<SessionCanceled>().Proof.ShouldBe(CancelProof.ListQuiet);
            pool.IsBlocked.ShouldBeTrue();
        }

        await system.Terminate();
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(IActorRef router, BlockingCollection<SessionCancelOutcome> heard)
        {
            Receive<CancelSession>(command => router.Tell(command));
            Receive<SessionCancelOutcome>(heard.Add);
        }
    }

    /// <summary>Takes every cancel and lists no order, on threads of its own.</summary>
    private sealed class OwnThreadsExchange : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly ConcurrentBag<Socket> _connections = [];

        private readonly X509Certificate2? _certificate;

        internal OwnThreadsExchange(string scheme)
        {
            _certificate = scheme == Uri.UriSchemeHttps ? NewCertificate() : null;
            _listener.Start();
            Address = $"{scheme}://{_listener.LocalEndpoint}";
            new Thread(Accept) { IsBackground = true }.Start();
        }

        internal string Address { get; }

        internal IExchange Gemini =>
            _certificate is null
                ? new GeminiExchange(TimeProvider.System)
                : new PinnedGemini(_certificate.GetCertHashString(HashAlgorithmName.SHA256));

        public void Dispose()
        {
            _listener.Dispose();
            _certificate?.Dispose();
            foreach (var connection in _connections)
                connection.Dispose();
        }

        private void Accept()
        {
            try
            {
                while (true)
                {
                    var connection = _listener.AcceptSocket();
                    _connections.Add(connection);
                    new Thread(() => Serve(connection)) { IsBackground = true }.Start();
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private void Serve(Socket connection)
        {
            try
            {
                using var stream = Open(new NetworkStream(connection));
                using var requests = new StreamReader(stream, Encoding.ASCII);
                while (requests.ReadLine() is { } first)
                {
                    while (requests.ReadLine() is { Length: > 0 }) { }
                    var body = first.Contains("/v1/orders", StringComparison.Ordinal)
                        ? "[]"
                        : """{"result":"ok","details":{"cancelledOrders":[],"cancelRejects":[]}}""";
                    stream.Write(
                        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}")
                    );
                }
            }
            catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }

        private Stream Open(NetworkStream connection)
        {
            if (_certificate is null)
                return connection;
            var secure = new SslStream(connection);
            secure.AuthenticateAsServer(_certificate);
            return secure;
        }

        private static X509Certificate2 NewCertificate()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest(
                "CN=127.0.0.1",
                key,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
            var now = TimeProvider.System.GetUtcNow();
            return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        }
    }
}

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

    /// <summary>Longer than attempt-timeout, so that what HTTP does not give up the engine does.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(1200);

    /// <summary>Nothing is given up, or sent a second time, because the machine is busy.</summary>
    private const string Patiently = """
        gemini { request-timeout = 50s, connect-timeout = 40s }
        guardian { hedge-after = 50s, attempt-timeout = 55s, default-deadline = 60s }
        """;

    /// <summary>HTTP would give a request up several times before the deadline.</summary>
    private const string Hastily = """
        gemini { request-timeout = 150ms, connect-timeout = 100ms }
        guardian { hedge-after = 300ms, attempt-timeout = 800ms }
        """;

    private readonly BlockingCollection<(SessionCancelOutcome Outcome, long At)> _heard = [];

    public void Dispose() => _heard.Dispose();

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Asker_with_threads_of_its_own_must_hear_Canceled_when_the_session_has_a_warm_connection(
        string scheme
    )
    {
        using var exchange = new OwnThreadsExchange(scheme);
        var (system, asker) = await Start(exchange, Patiently);
        Ask(asker, Cancel(Maker)).Outcome.ShouldBeOfType<SessionCanceled>();

        using (var pool = new BlockedPool())
        {
            Ask(asker, Cancel(Maker)).Outcome.ShouldBeOfType<SessionCanceled>().Proof.ShouldBe(CancelProof.ListQuiet);
            pool.IsBlocked.ShouldBeTrue();
        }

        await system.Terminate();
    }

    [Fact]
    public async Task Asker_with_threads_of_its_own_must_hear_Unconfirmed_at_the_deadline_when_the_session_has_no_connection()
    {
        using var exchange = new OwnThreadsExchange(Uri.UriSchemeHttp);
        var (system, asker) = await Start(exchange, Hastily);

        Lateness.MustBeSmall(
            Deadline,
            () =>
            {
                using var pool = new BlockedPool();
                var seen = exchange.Requests;
                var (outcome, took) = Ask(asker, Cancel(Maker, Deadline));
                outcome.ShouldBeOfType<SessionCancelUnconfirmed>();
                exchange.Requests.ShouldBe(seen);
                pool.IsBlocked.ShouldBeTrue();
                return took - Deadline;
            }
        );
        await system.Terminate();
    }

    /// <summary>If request-timeout did not wait for the pool, the connection would be given up, and further requests sent.</summary>
    [Fact]
    public async Task Asker_with_threads_of_its_own_must_hear_Unconfirmed_at_the_deadline_when_its_connection_falls_silent()
    {
        using var exchange = new OwnThreadsExchange(Uri.UriSchemeHttp);
        var (system, asker) = await Start(exchange, Hastily);
        Ask(asker, Cancel(Maker)).Outcome.ShouldBeOfType<SessionCanceled>();
        exchange.IsSilent = true;
        using (var pool = new BlockedPool())
        {
            var seen = exchange.Requests;
            Ask(asker, Cancel(Maker, Deadline)).Outcome.ShouldBeOfType<SessionCancelUnconfirmed>();
            exchange.Requests.ShouldBe(seen + 1);
            pool.IsBlocked.ShouldBeTrue();
        }

        await system.Terminate();
    }

    private async Task<(ActorSystem System, IActorRef Asker)> Start(OwnThreadsExchange exchange, string timeouts)
    {
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
            {{Asking}}.type = PinnedDispatcher
            risk-engine {
              {{timeouts}}
              gemini.rest-base-address = "{{exchange.Address}}"
              guardian { preflight = off, rehearsals = 0, list-lag-limit = 100ms }
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
        // An actor below /user starts on the pool.
        await asker.Ask<ActorIdentity>(new Identify(null), Patience);
        return (system, asker);
    }

    private (SessionCancelOutcome Outcome, TimeSpan Took) Ask(IActorRef asker, CancelSession command)
    {
        var start = TimeProvider.System.GetTimestamp();
        asker.Tell(command);
        _heard.TryTake(out var heard, Patience).ShouldBeTrue();
        return (heard.Outcome, TimeProvider.System.GetElapsedTime(start, heard.At));
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(IActorRef router, BlockingCollection<(SessionCancelOutcome Outcome, long At)> heard)
        {
            Receive<CancelSession>(command => router.Tell(command));
            Receive<SessionCancelOutcome>(outcome => heard.Add((outcome, TimeProvider.System.GetTimestamp())));
        }
    }

    /// <summary>Takes every cancel and lists no order, on threads of its own.</summary>
    private sealed class OwnThreadsExchange : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly ConcurrentBag<Socket> _connections = [];

        private readonly X509Certificate2? _certificate;

        /// <summary>
        /// As far away as an exchange is. An answer that comes while the calls that sent its request still return may find
        /// that nobody waits for it yet, and the runtime then hands whoever does to the pool.
        /// </summary>
        private static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(5);

        private readonly ManualResetEventSlim _over = new();
        private int _requests;
        private bool _isSilent;

        internal OwnThreadsExchange(string scheme)
        {
            _certificate = scheme == Uri.UriSchemeHttps ? NewCertificate() : null;
            _listener.Start();
            Address = $"{scheme}://{_listener.LocalEndpoint}";
            new Thread(Accept) { IsBackground = true }.Start();
        }

        internal string Address { get; }

        /// <summary>Requests that have come.</summary>
        internal int Requests => Volatile.Read(ref _requests);

        /// <summary>Whether it goes on to take requests, and answers none.</summary>
        internal bool IsSilent
        {
            get => Volatile.Read(ref _isSilent);
            set => Volatile.Write(ref _isSilent, value);
        }

        internal IExchange Gemini =>
            _certificate is null
                ? new GeminiExchange(TimeProvider.System)
                : new PinnedGemini(_certificate.GetCertHashString(HashAlgorithmName.SHA256));

        public void Dispose()
        {
            _over.Set();
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
            catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
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
                    Interlocked.Increment(ref _requests);
                    if (IsSilent || _over.Wait(Distance))
                        continue;
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

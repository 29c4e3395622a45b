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
public sealed class BlockedPoolOverHttpSpec : CommandingSpec
{
    private const string Asking = "asking-dispatcher";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Longer than attempt-timeout, so that what HTTP does not give up the engine does.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(1200);

    /// <summary>Far more than a busy machine takes over a cancel.</summary>
    private static readonly TimeSpan LongDeadline = TimeSpan.FromSeconds(10);

    private const int ManyTimes = 20;

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

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Asker_with_threads_of_its_own_must_hear_Canceled_when_the_session_has_a_warm_connection(
        string scheme
    )
    {
        await using var desk = await Desk.Start(scheme, Patiently);
        desk.Ask(Cancel(Maker)).Outcome.ShouldBeOfType<SessionCanceled>();

        // Canceled by the deadline: what came later, or never, would be Unconfirmed.
        using (var pool = new BlockedPool())
            for (var i = 0; i < ManyTimes; i++)
            {
                desk.Ask(Cancel(Maker, LongDeadline))
                    .Outcome.ShouldBeOfType<SessionCanceled>($"cancel {i}")
                    .Proof.ShouldBe(CancelProof.ListQuiet);
                pool.IsBlocked.ShouldBeTrue();
            }
    }

    [Fact]
    public Task Asker_with_threads_of_its_own_must_hear_Unconfirmed_at_the_deadline_when_the_session_has_no_connection() =>
        Lateness.MustBeSmall(
            Deadline,
            () => Desk.Start(Uri.UriSchemeHttp, Hastily),
            desk =>
            {
                using var pool = new BlockedPool();
                var seen = desk.Exchange.Requests;
                var (outcome, took) = desk.Ask(Cancel(Maker, Deadline));
                outcome.ShouldBeOfType<SessionCancelUnconfirmed>();
                desk.Exchange.Requests.ShouldBe(seen);
                pool.IsBlocked.ShouldBeTrue();
                return took - Deadline;
            }
        );

    /// <summary>If request-timeout did not wait for the pool, the connection would be given up, and further requests sent.</summary>
    [Fact]
    public Task Asker_with_threads_of_its_own_must_hear_Unconfirmed_at_the_deadline_when_its_connection_falls_silent() =>
        Lateness.MustBeSmall(
            Deadline,
            async () =>
            {
                var desk = await Desk.Start(Uri.UriSchemeHttp, Hastily);
                desk.Ask(Cancel(Maker)).Outcome.ShouldBeOfType<SessionCanceled>();
                desk.Exchange.IsSilent = true;
                return desk;
            },
            desk =>
            {
                using var pool = new BlockedPool();
                var seen = desk.Exchange.Requests;
                var (outcome, took) = desk.Ask(Cancel(Maker, Deadline));
                outcome.ShouldBeOfType<SessionCancelUnconfirmed>();
                desk.Exchange.Requests.ShouldBe(seen + 1);
                pool.IsBlocked.ShouldBeTrue();
                return took - Deadline;
            }
        );

    /// <summary>An engine, whoever asks it, and the exchange that it sends to.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly BlockingCollection<(SessionCancelOutcome Outcome, long At)> _heard = [];
        private readonly ActorSystem _system;
        private IActorRef _asker = ActorRefs.Nobody;

        private Desk(OwnThreadsExchange exchange, ActorSystem system) => (Exchange, _system) = (exchange, system);

        internal OwnThreadsExchange Exchange { get; }

        internal static async Task<Desk> Start(string scheme, string timeouts)
        {
            var exchange = new OwnThreadsExchange(scheme);
            var config = ConfigurationFactory.ParseString(
                $$"""
                akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
                {{Asking}}.type = PinnedDispatcher
                risk-engine {
                  {{timeouts}}
                  gemini.rest-base-address = "{{exchange.Address}}"
                  guardian { preflight = off, rehearsals = 0, list-lag-limit = 20ms, verify-pause = 5ms }
                  guardian.rate { requests-per-second = 500, burst = 500 }
                  sessions { maker-1 { verification = account } }
                }
                """
            );
            var settings = RiskEngineSettings
                .Read(config, KnownSecrets.For("maker-1"), exchange.Gemini)
                .ShouldBeOfType<SettingsResult.Valid>()
                .Settings;
            var desk = new Desk(exchange, ActorSystem.Create("blocked", config));
            var (router, heard) = ((await desk._system.StartRiskEngine(settings)).Router, desk._heard);
            desk._asker = desk._system.ActorOf(Props.Create(() => new Asker(router, heard)).WithDispatcher(Asking));
            // An actor below /user starts on the pool.
            await desk._asker.Ask<ActorIdentity>(new Identify(null), Patience);
            return desk;
        }

        internal (SessionCancelOutcome Outcome, TimeSpan Took) Ask(CancelSession command)
        {
            var start = TimeProvider.System.GetTimestamp();
            _asker.Tell(command);
            _heard.TryTake(out var heard, Patience).ShouldBeTrue();
            return (heard.Outcome, TimeProvider.System.GetElapsedTime(start, heard.At));
        }

        public async ValueTask DisposeAsync()
        {
            await _system.Terminate();
            Exchange.Dispose();
            _heard.Dispose();
        }
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
                    if (IsSilent)
                        continue;
                    // At once: while the calls that sent the request may still be returning.
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

using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Dispatching;

/// <summary>
/// What the engine does at its time while every thread of the process's pool is blocked, as a trading system may block
/// them in its worst minute.
/// </summary>
[Collection(nameof(BlockedPool))]
public sealed class BlockedPoolSpec : CommandingSpec, IAsyncLifetime
{
    private const string Asking = "asking-dispatcher";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(1200);
    private static readonly TimeSpan HedgeAfter = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    private readonly Config _config = ConfigurationFactory.ParseString(
        $$"""
        akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
        {{Asking}}.type = PinnedDispatcher
        risk-engine {
          guardian { preflight = off, rehearsals = 0, hedge-after = {{HedgeAfter.TotalMilliseconds}}ms }
          guardian { heartbeat-after = {{Beat.TotalMilliseconds}}ms }
          session-defaults.verification = none
          sessions { maker-1 { } }
          sessions { taker-1 { require-heartbeat = on } }
        }
        """
    );

    private readonly SentRequests _sent = new();
    private readonly SilentToCancels _exchange;
    private readonly BlockingCollection<(object Message, long At)> _heard = [];
    private ActorSystem _system = null!;

    public BlockedPoolSpec() => _exchange = new SilentToCancels(_sent);

    Task IAsyncLifetime.InitializeAsync()
    {
        _system = ActorSystem.Create("blocked", _config);
        return Task.CompletedTask;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await _system.Terminate();
        _heard.Dispose();
    }

    [Fact]
    public async Task Asker_with_threads_of_its_own_must_hear_Unconfirmed_at_the_deadline_when_the_exchange_is_silent()
    {
        var asker = await AskerOf(await Start());

        await Lateness.MustBeSmall(
            Deadline,
            () =>
            {
                using var pool = new BlockedPool();
                var (outcome, took) = Ask(asker, Cancel(Maker, Deadline));
                outcome.ShouldBeOfType<SessionCancelUnconfirmed>();
                pool.IsBlocked.ShouldBeTrue();
                return took - Deadline;
            }
        );
    }

    [Fact]
    public async Task Hedge_must_leave_at_its_time_when_the_pool_is_blocked()
    {
        var asker = await AskerOf(await Start());

        await Lateness.MustBeSmall(
            HedgeAfter,
            () =>
            {
                using var pool = new BlockedPool();
                _sent.Clear();
                Ask(asker, Cancel(Maker, Deadline));
                pool.IsBlocked.ShouldBeTrue();
                var cancels = _sent.Times<ExchangeRequest.CancelSessionOrders>();
                return cancels[1] - cancels[0] - HedgeAfter;
            }
        );
    }

    [Fact]
    public async Task Retry_must_leave_at_its_time_when_the_pool_is_blocked()
    {
        var asker = await AskerOf(await Start());

        await Lateness.MustBeSmall(
            RetryAfter,
            () =>
            {
                using var pool = new BlockedPool();
                _sent.Clear();
                _exchange.RefuseNextCancel(RetryAfter);
                Ask(asker, Cancel(Maker, Deadline));
                pool.IsBlocked.ShouldBeTrue();
                var cancels = _sent.Times<ExchangeRequest.CancelSessionOrders>();
                return cancels[1] - cancels[0] - RetryAfter;
            }
        );
    }

    [Fact]
    public async Task Report_of_an_engagement_must_come_at_its_deadline_when_the_exchange_is_silent()
    {
        var asker = await AskerOf(await Start());

        await Lateness.MustBeSmall(
            Deadline,
            () =>
            {
                using var pool = new BlockedPool();
                var (report, took) = Ask(asker, Engage(KillSwitchScope.Everything.Instance, Deadline));
                report.ShouldBeOfType<KillSwitchIncomplete>();
                pool.IsBlocked.ShouldBeTrue();
                return took - Deadline;
            }
        );
    }

    [Fact]
    public async Task Question_must_end_when_its_patience_is_over_and_the_pool_is_blocked()
    {
        var asker = await AskerOf(await Start());
        using var clock = new EngineClock(TimeProvider.System);

        await Lateness.MustBeSmall(
            Deadline,
            () =>
            {
                using var pool = new BlockedPool();
                var (reply, took) = Ask(asker, new Asker.Question(clock, Deadline));
                reply.ShouldBe(QuestionReply.Silence.Instance);
                pool.IsBlocked.ShouldBeTrue();
                return took - Deadline;
            }
        );
    }

    [Fact]
    public async Task Heartbeat_must_leave_at_its_time_when_the_pool_is_blocked()
    {
        await Start();

        await Lateness.MustBeSmall(
            Beat,
            () =>
            {
                using var pool = new BlockedPool();
                _sent.Clear();
                var beats = _sent.Await<ExchangeRequest.SendHeartbeat>(2, Patience);
                pool.IsBlocked.ShouldBeTrue();
                return beats[1] - beats[0] - Beat;
            }
        );
    }

    [Fact]
    public async Task Lease_must_be_renewed_at_its_time_when_the_pool_is_blocked()
    {
        var cluster = new InProcessCluster(new ClusterTerms(Patience, Patience), TimeProvider.System);
        var leases = new WatchedLeases(cluster.LeasesOf(new NodeName("desk-1")), _sent);
        await Start(
            $$"""
            risk-engine {
              node = desk-1
              store.kind = postgres
              cluster { kind = postgres, lease-duration = 60s, silence-limit = 60s }
              cluster { round-every = {{Round.TotalMilliseconds}}ms }
            }
            """,
            RiskEnginePorts.Default with
            {
                Cluster = new ClusterPorts(leases, cluster),
            }
        );
        _sent.Await<WatchedLeases.Renewal>(1, Patience);

        await Lateness.MustBeSmall(
            Round,
            () =>
            {
                using var pool = new BlockedPool();
                _sent.Clear();
                var renewals = _sent.Await<WatchedLeases.Renewal>(2, Patience);
                pool.IsBlocked.ShouldBeTrue();
                return renewals[1] - renewals[0] - Round;
            }
        );
    }

    private Task<RiskEngineHandle> Start(string hocon = "", RiskEnginePorts? ports = null)
    {
        var config = ConfigurationFactory.ParseString(hocon).WithFallback(_config);
        var settings = RiskEngineSettings
            .Read(config, KnownSecrets.WithStore("maker-1", "taker-1"), _exchange)
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;
        return _system.StartRiskEngine(settings, ports);
    }

    private async Task<IActorRef> AskerOf(RiskEngineHandle engine)
    {
        var heard = _heard;
        var asker = _system.ActorOf(Props.Create(() => new Asker(engine, heard)).WithDispatcher(Asking));
        // An actor below /user starts on the pool.
        await asker.Ask<ActorIdentity>(new Identify(null), Patience);
        return asker;
    }

    private (object Answer, TimeSpan Took) Ask(IActorRef asker, object command)
    {
        var start = TimeProvider.System.GetTimestamp();
        asker.Tell(command);
        _heard.TryTake(out var heard, Patience).ShouldBeTrue();
        _exchange.EndSilences();
        return (heard.Message, TimeProvider.System.GetElapsedTime(start, heard.At));
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(RiskEngineHandle engine, BlockingCollection<(object Message, long At)> heard)
        {
            Receive<CancelSession>(command => engine.Router.Tell(command));
            Receive<EngageKillSwitch>(command => engine.KillSwitch.Tell(command));
            Receive<Question>(question =>
                Context.Ask(question.Clock, ActorRefs.Nobody, "?", question.Patience, reply => reply)
            );
            Receive<SessionCancelOutcome>(Hear);
            Receive<KillSwitchIncomplete>(Hear);
            Receive<QuestionReply>(Hear);

            void Hear(object message) => heard.Add((message, TimeProvider.System.GetTimestamp()));
        }

        /// <summary>Asks somebody who never answers.</summary>
        internal sealed record Question(EngineClock Clock, TimeSpan Patience);
    }

    /// <summary>What was sent, and when.</summary>
    private sealed class SentRequests
    {
        private readonly List<(object What, long At)> _sent = [];

        internal void Add(object what)
        {
            lock (_sent)
            {
                _sent.Add((what, TimeProvider.System.GetTimestamp()));
                Monitor.PulseAll(_sent);
            }
        }

        internal void Clear()
        {
            lock (_sent)
                _sent.Clear();
        }

        internal List<TimeSpan> Times<T>()
        {
            lock (_sent)
                return [.. _sent.Where(x => x.What is T).Select(x => TimeProvider.System.GetElapsedTime(0, x.At))];
        }

        internal List<TimeSpan> Await<T>(int count, TimeSpan limit)
        {
            lock (_sent)
            {
                while (Times<T>().Count < count)
                    Monitor.Wait(_sent, limit).ShouldBeTrue();
                return Times<T>();
            }
        }
    }

    /// <summary>Takes everything but cancels, which it never answers.</summary>
    private sealed class SilentToCancels(SentRequests sent) : IExchange
    {
        private readonly ConcurrentQueue<TaskCompletionSource<ExchangeAnswer>> _silences = new();
        private readonly ConcurrentQueue<TimeSpan> _refusals = new();

        public ExchangeName Name => ExchangeName.Gemini;

        public ValueList<ConfigurationFault> Validate(ExchangeSession session) => [];

        public IExchangeGateway Open(ExchangeSession session) => new Gateway(Answer);

        public IExchangeGateway OpenRehearsal(ExchangeSession session) => new Gateway(ScriptedGateway.Accept);

        /// <summary>Lets every request that is out come to nothing.</summary>
        internal void EndSilences()
        {
            while (_silences.TryDequeue(out var silence))
                silence.SetResult(new ExchangeAnswer.Unknown(UnknownReason.ConnectionLost, ExchangeReason.None));
        }

        /// <summary>Refuses the next cancel at once, and asks for a pause.</summary>
        internal void RefuseNextCancel(TimeSpan pause) => _refusals.Enqueue(pause);

        private Task<ExchangeAnswer> Answer(OutboundRequest request)
        {
            sent.Add(request.Request);
            if (request.Lane == Lane.Cancel && _refusals.TryDequeue(out var pause))
                return Task.FromResult<ExchangeAnswer>(new ExchangeAnswer.RateLimited(pause, ExchangeReason.None));
            if (request.Lane == Lane.Order)
                return ScriptedGateway.Accept(request);
            var silence = new TaskCompletionSource<ExchangeAnswer>();
            _silences.Enqueue(silence);
            return silence.Task;
        }

        private sealed class Gateway(Func<OutboundRequest, Task<ExchangeAnswer>> answer) : IExchangeGateway
        {
            public DateTimeOffset? ConnectedAt => null;

            public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken) =>
                answer(request);

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    /// <summary>Notes each renewal.</summary>
    private sealed class WatchedLeases(ISessionLeases inner, SentRequests sent) : ISessionLeases
    {
        public Task<LeaseAcquisition> AcquireAsync(
            SessionKey session,
            SeenLease? ended,
            CancellationToken cancellationToken
        ) => inner.AcquireAsync(session, ended, cancellationToken);

        public Task<LeaseRenewal> RenewAsync(
            IReadOnlyCollection<SessionLease> leases,
            CancellationToken cancellationToken
        )
        {
            sent.Add(new Renewal());
            return inner.RenewAsync(leases, cancellationToken);
        }

        public Task<StoreChange> ReleaseAsync(SessionLease lease, CancellationToken cancellationToken) =>
            inner.ReleaseAsync(lease, cancellationToken);

        public Task<LeasesReading> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

        internal sealed record Renewal;
    }
}

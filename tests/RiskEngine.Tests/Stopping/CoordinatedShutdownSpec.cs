using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using RiskEngine.Tests.Clustering;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Stopping;

/// <summary>The engine's steps on Akka.NET's own coordinated shutdown, in real time; other specs run them in virtual time.</summary>
public sealed class CoordinatedShutdownSpec()
    : TestKit("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
{
    private const string Sessions = """
        risk-engine {
          guardian.preflight = off
          session-defaults { verification = none, cancel-on-stop = on }
          sessions.maker-1 { }
        }
        """;

    private const string Clustered = "risk-engine { store.kind = postgres, cluster.kind = postgres }";

    /// <summary>Ends a test that hangs, and nothing else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly SessionKey Maker = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    private static readonly NodeName Node = new("node-1");

    private readonly ScriptedExchange _exchange = new();
    private readonly KeptAudit _audit = new();

    [Fact]
    public async Task Engine_must_close_entry_cancel_stop_and_flush_in_this_order_when_the_system_shuts_down()
    {
        var engine = await Start(RiskEnginePorts.Default);
        var gateway = _exchange["maker-1"];
        PrivateRequestOutcome? late = null;
        gateway.Script = async request =>
        {
            late = await engine.Router.Ask<PrivateRequestOutcome>(NewOrder(), Patience);
            return await ScriptedGateway.Accept(request);
        };

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        gateway.Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        late.ShouldBeOfType<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
        gateway.IsDisposed.ShouldBeTrue();
        _audit.Entries.ShouldContain(entry => IsCanceled(entry));
        _audit.Entries[^1].ShouldBeOfType<AuditEntry.Stopped>();
        _audit.FlushedAt.ShouldBe(_audit.Entries.Count);
        Sys.WhenTerminated.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Lease_must_be_given_back_when_the_system_of_a_node_shuts_down()
    {
        // Its clock stands still: no lease ends by itself.
        var store = new SharedStore(
            new ClusterTerms(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)),
            TimeProvider.System
        );
        var engine = await Start(store.Of(Node, TimeProvider.System), Clustered);
        await AwaitAssertAsync(
            async () =>
                (
                    await engine.Router.Ask<object>(new GetSessionStatus(Maker), Patience)
                ).ShouldBeOfType<SessionStatus>(),
            Patience
        );
        (await store.HolderOf(Maker)).ShouldBe(Node);

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        (await store.HolderOf(Maker)).ShouldBeNull();
        _exchange["maker-1"].Sent.ShouldHaveSingleItem();
    }

    private Task<RiskEngineHandle> Start(RiskEnginePorts ports, string hocon = "")
    {
        var config = ConfigurationFactory.ParseString(Sessions);
        if (hocon.Length > 0)
            config = ConfigurationFactory.ParseString(hocon).WithFallback(config);
        var settings = RiskEngineSettings.Read(config, KnownSecrets.WithStore("maker-1"), _exchange) switch
        {
            SettingsResult.Valid valid => valid.Settings,
            var faulty => throw new InvalidOperationException($"{faulty}"),
        };
        return Sys.StartRiskEngine(settings, ports with { Audit = _audit });
    }

    private static SubmitPrivateRequest NewOrder() =>
        new(
            Maker,
            new CommandId("late"),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );

    private static bool IsCanceled(AuditEntry entry) => entry is AuditEntry.Told { Outcome: SessionCanceled };
}

using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace RiskEngine.Tests.Support;

/// <summary>An actor system with an engine in it whose exchange the test plays.</summary>
public abstract class EngineSpec : TestKit
{
    private const string Quiet = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
        }
        """;

    private protected static readonly SessionKey Maker = Key("maker-1");
    private protected static readonly SessionKey Taker = Key("taker-1");

    private int _commands;

    protected EngineSpec()
        : base(Quiet) { }

    internal ScriptedExchange Exchange { get; } = new();

    private protected static SessionKey Key(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));

    private protected static RiskEngineSettings Settings(IExchange exchange, string hocon = "")
    {
        var config = ConfigurationFactory
            .ParseString(
                "risk-engine { guardian.preflight = off\n sessions { maker-1 { verification = none }\n taker-1 { } } }"
            )
            .WithFallback(ConfigurationFactory.Empty);
        if (hocon.Length > 0)
            config = ConfigurationFactory.ParseString(hocon).WithFallback(config);
        return RiskEngineSettings.Read(config, KnownSecrets.For("maker-1", "taker-1"), exchange) switch
        {
            SettingsResult.Valid valid => valid.Settings,
            SettingsResult.Faulty faulty => throw new InvalidOperationException(string.Join('\n', faulty.Faults)),
            _ => throw new InvalidOperationException(),
        };
    }

    private protected Task<RiskEngineHandle> Start(string hocon = "", RiskEnginePorts? ports = null) =>
        Sys.StartRiskEngine(Settings(Exchange, hocon), ports);

    private protected CancelSession Cancel(SessionKey session, TimeSpan? deadline = null) =>
        new(
            session,
            new CommandId($"cancel-{++_commands}"),
            null,
            new RequestedBy.Person("alice"),
            new Reason("a test"),
            deadline
        );

    private protected SubmitPrivateRequest Order(SessionKey session) =>
        new(
            session,
            new CommandId($"order-{++_commands}"),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );
}

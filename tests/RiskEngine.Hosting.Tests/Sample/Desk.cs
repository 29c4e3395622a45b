using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RiskEngine.Hosting.Tests.Sample;

/// <summary>A trading system on one node: a generic host, an engine, two strategies.</summary>
public static class Desk
{
    /// <summary>The session whose orders the engine sends.</summary>
    public static readonly SessionKey Maker = Session("maker-1");

    /// <summary>The session whose orders its strategy sends itself.</summary>
    public static readonly SessionKey Taker = Session("taker-1");

    private const string Settings = """
        risk-engine.sessions {
          maker-1 { cancel-on-stop = on }
          # The engine knows the orders that it did not send by the beginning of their client order ids.
          taker-1 { cancel-on-stop = on, client-order-id-prefix = "leaser." }
        }
        """;

    /// <param name="services">The host's services: <see cref="ISecretSource"/>, <see cref="OrderSender"/>.</param>
    /// <param name="hocon">What differs on this machine, such as the exchange's address.</param>
    public static void AddTo(IServiceCollection services, string hocon)
    {
        services.AddHealthChecks();
        services.AddRiskEngine();
        services.AddAkka(
            "desk",
            (akka, provider) =>
                akka.AddHocon(hocon, HoconAddMode.Append)
                    .AddHocon(Settings, HoconAddMode.Append)
                    .WithRiskEngine(provider)
                    .WithRiskEngineLivenessCheck()
                    .WithRiskEngineReadinessCheck()
                    .WithActors(
                        (system, actors) =>
                        {
                            var engine = actors.Get<RiskEngineRouter>();
                            var sender = provider.GetRequiredService<OrderSender>();
                            var pace = TimeSpan.FromMilliseconds(100);
                            system.ActorOf(Props.Create(() => new Quoter(engine, Maker, pace)), "quoter");
                            system.ActorOf(Props.Create(() => new Leaser(engine, Taker, sender, pace)), "leaser");
                        }
                    )
        );
        services.AddHostedService<EmptyBook>();
    }

    private static SessionKey Session(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));

    /// <summary>Begins the day with an empty book: a service that is no actor asks the engine, and waits until it is up.</summary>
    private sealed class EmptyBook(IRequiredActor<RiskEngineRouter> engine) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var router = await engine.GetAsync(stoppingToken);
            await router.Ask<SessionCancelOutcome>(
                new CancelSession(
                    Maker,
                    CommandId.New(),
                    null,
                    new RequestedBy.Strategy(new StrategyId("opening")),
                    new Reason("the day begins")
                ),
                stoppingToken
            );
        }
    }
}

using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RiskEngine.Hosting.Tests.Support;

/// <summary>Generic hosts with an engine of one session, and no line of a log.</summary>
internal static class Hosts
{
    internal static readonly SessionKey Maker = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    /// <summary>Ends a test that hangs, and nothing else.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Settings = """
        akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
        risk-engine {
          store.kind = memory
          guardian { preflight = off, rehearsals = 0 }
          session-defaults.verification = none
          sessions.maker-1 { }
        }
        """;

    /// <param name="exchange">The exchange.</param>
    /// <param name="hocon">What differs from the settings above.</param>
    /// <param name="more">Adds to the system after the engine.</param>
    /// <param name="services">Adds to the container.</param>
    internal static IHost Build(
        ScriptedExchange exchange,
        string hocon = "",
        Action<AkkaConfigurationBuilder>? more = null,
        Action<IServiceCollection>? services = null
    ) =>
        Build(all =>
        {
            services?.Invoke(all);
            all.AddAkka(
                "desk",
                builder =>
                {
                    builder.AddHocon(hocon, HoconAddMode.Prepend);
                    builder.AddHocon(Settings, HoconAddMode.Append);
                    builder.WithRiskEngine(options =>
                        (options.Exchanges, options.Secrets) = ([exchange], new KnownSecrets())
                    );
                    more?.Invoke(builder);
                }
            );
        });

    internal static IHost Build(Action<AkkaConfigurationBuilder> system) =>
        Build(services => services.AddAkka("desk", system));

    internal static IHost Build(Action<IServiceCollection> services)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        services(builder.Services);
        return builder.Build();
    }

    internal static ActorSystem System(this IHost host) => host.Services.GetRequiredService<ActorSystem>();

    internal static IActorRef Router(this IHost host) =>
        host.Services.GetRequiredService<IRequiredActor<RiskEngineRouter>>().ActorRef;

    internal static CancelSession Cancel(string id) =>
        new(Maker, new CommandId(id), null, new RequestedBy.Person("ann"), new Reason("a test"));

    internal static SubmitPrivateRequest Order(string id) =>
        new(
            Maker,
            new CommandId(id),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );

    internal static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException("What was waited for did not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}

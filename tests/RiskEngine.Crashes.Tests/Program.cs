using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Gemini;
using RiskEngine.Storage;

namespace RiskEngine.Crashes.Tests;

/// <summary>What the test starts and kills: an engine whose strategies never stop placing orders, and that engages when told to.</summary>
internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static async Task<int> Main(string[] args)
    {
        if (args is not [var exchange, var file])
            return 2;
        var time = TimeProvider.System;
        var text = new ConfigurationText("crash", Hocon(exchange, file));
        var result = ConfigurationText.Settings([text], new EnvironmentSecrets(), new GeminiExchange(time));
        if (result is not SettingsResult.Valid { Settings: var settings })
        {
            Say($"{result}");
            return 2;
        }

        var system = ActorSystem.Create(
            "crash",
            ConfigurationFactory.ParseString("akka { stdout-loglevel = OFF, loglevel = OFF }")
        );
        await using var store = EngineStore.Open(settings.Store, settings.Node, time);
        var ports = new RiskEnginePorts
        {
            NonceMarks = store.NonceMarks,
            KillSwitchLog = store.KillSwitchLog,
            Audit = store.Audit,
        };
        var engine = await system.StartRiskEngine(settings, ports);
        var status = await engine.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance, Patience);
        Say($"state {(status.State is KillSwitchState.Clear ? "clear" : "engaged")}");
        var officer = system.ActorOf(Props.Create(() => new Officer(engine)), "officer");
        while (await Console.In.ReadLineAsync() is { } order)
            officer.Tell(order);
        return 0;
    }

    internal static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    private static string Hocon(string exchange, string file) =>
        $$"""
            risk-engine {
              gemini.rest-base-address = "{{exchange}}"
              store.path = "{{file}}"
              guardian.rate { requests-per-second = 1000, burst = 1000 }
              session-defaults.nonce.reserve-ahead = 1s
              sessions {
                maker-1 { }
                taker-1 { verification = account }
              }
            }
            """;
}

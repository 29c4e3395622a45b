using Akka.Actor;
using RiskEngine.Gemini;

namespace RiskEngine.Crashes.Tests;

/// <summary>What the test starts and kills: an engine whose strategies never stop placing orders, and that engages when told to.</summary>
internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static async Task<int> Main(string[] args)
    {
        if (args is not [var exchange, var file])
            return 2;
        var gemini = new GeminiExchange(TimeProvider.System);
        await using var stored = await StoredEngine.StartAsync(Hocon(exchange, file), gemini, new EnvironmentSecrets());
        var engine = stored.Handle;
        var status = await engine.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance, Patience);
        Say($"state {(status.State is KillSwitchState.Clear ? "clear" : "engaged")}");
        var officer = stored.System.ActorOf(Props.Create(() => new Officer(engine)), "officer");
        while (await Console.In.ReadLineAsync() is { } order)
            officer.Tell(order);
        return 0;
    }

    internal static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    internal static string Hocon(string exchange, string file) =>
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

using RiskEngine.Gemini;
using RiskEngine.Host.Api;
using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Service;

namespace RiskEngine.Host.Drill;

/// <summary>Reads what a drill runs with. Its memory is always its own, and it is always alone.</summary>
internal static class DrillSettings
{
    internal static SettingsResult Simulated(Uri exchange, DrillExchange secrets, TimeProvider time) =>
        Read(
            [
                Overlays.Simulation,
                ConfigurationFiles.Setting(
                    "drill",
                    "risk-engine.gemini.rest-base-address",
                    exchange.GetLeftPart(UriPartial.Authority)
                ),
            ],
            secrets,
            time
        );

    internal static SettingsResult Real(IReadOnlyList<ConfigurationText> texts, TimeProvider time) =>
        Read(texts, new EnvironmentSecrets(), time);

    /// <summary>Why these sessions may not be drilled; empty: they may.</summary>
    /// <param name="settings">The sessions.</param>
    /// <param name="live">Whether the person said that orders of a live exchange may be pulled.</param>
    internal static IEnumerable<string> Refusals(RiskEngineSettings settings, bool live)
    {
        if (settings.Simulator.IsEnabled)
            yield return "--config: simulator.enabled is on; without --config the drill has a simulated exchange of its own.";
        if (!live)
            foreach (
                var address in RealScene.AddressesOf(settings).Where(address => Venue.Of(address).Mode == Venue.Live)
            )
                yield return $"{address}: is neither this machine nor Gemini's sandbox; --yes-live pulls its orders all the same.";
    }

    /// <summary>Why the engine would deny an engagement with this deadline; null: it would not.</summary>
    internal static string? TooLong(RiskEngineSettings settings, TimeSpan? deadline) =>
        deadline > settings.KillSwitch.LongestDeadline
            ? $"--deadline: kill-switch.longest-deadline is {settings.KillSwitch.LongestDeadline.TotalSeconds} seconds."
            : null;

    private static SettingsResult Read(
        IReadOnlyList<ConfigurationText> texts,
        ISecretSource secrets,
        TimeProvider time
    ) =>
        GivenConfiguration
            .Of([.. texts, new ConfigurationText("drill", "risk-engine { store.kind = memory, cluster.kind = none }")])
            .Settings(secrets, new GeminiExchange(time));
}

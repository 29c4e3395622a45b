namespace RiskEngine;

/// <summary>Whether the service runs against an exchange of its own.</summary>
/// <param name="IsEnabled">Whether it does; then no request leaves the machine.</param>
/// <param name="Seed">Decides order ids and faults.</param>
/// <param name="Faults">What the exchange does wrong: a plan's name or its text.</param>
/// <param name="HasStrategies">Whether strategies trade, so that there is something to see.</param>
/// <param name="Address">Where that exchange runs already, for nodes that share one; null: this node runs it.</param>
public sealed record SimulatorSettings(bool IsEnabled, int Seed, string Faults, bool HasStrategies, Uri? Address)
{
    /// <summary>The exchange that another process runs and the service is to use; null: none.</summary>
    public Uri? Shared => IsEnabled ? Address : null;

    internal static SimulatorSettings Read(SectionReader section) =>
        new(
            section.Switch("enabled"),
            section.Count("seed", 0, int.MaxValue),
            section.Text("faults"),
            section.Switch("strategies"),
            section.OptionalAddress(
                "address",
                "an http address of this machine",
                address => address is { Scheme: "http", IsLoopback: true }
            )
        );
}

namespace RiskEngine.Host.Api;

/// <summary>Where requests go, said beside everything that a person might take for something else.</summary>
/// <param name="Mode"><c>simulated</c>: an exchange on this machine; <c>sandbox</c>: the exchange's own, with play money; <c>live</c>: real orders.</param>
/// <param name="Host">The exchange's host.</param>
internal sealed record Venue(string Mode, string Host)
{
    /// <summary>The header of every answer to a person: <c>live api.gemini.com</c>, the most dangerous one first, separated by commas.</summary>
    internal const string Header = "X-RiskEngine-Venue";

    internal const string Simulated = "simulated";
    internal const string Sandbox = "sandbox";
    internal const string Live = "live";

    private const string SandboxHosts = ".sandbox.gemini.com";

    /// <summary>Anything that is not known to be harmless is live.</summary>
    /// <param name="address">Where requests go.</param>
    internal static Venue Of(Uri address) =>
        new(
            address.IsLoopback ? Simulated
                : address.Host.EndsWith(SandboxHosts, StringComparison.OrdinalIgnoreCase) ? Sandbox
                : Live,
            address.Host
        );

    /// <summary>Each of them once, the most dangerous first.</summary>
    internal static IReadOnlyList<Venue> AllOf(IEnumerable<Uri> addresses) =>
        [
            .. addresses
                .Select(Of)
                .Distinct()
                .OrderBy(venue =>
                    venue.Mode switch
                    {
                        Live => 0,
                        Sandbox => 1,
                        _ => 2,
                    }
                )
                .ThenBy(venue => venue.Host, StringComparer.Ordinal),
        ];

    /// <summary>As the header has it.</summary>
    public override string ToString() => $"{Mode} {Host}";
}

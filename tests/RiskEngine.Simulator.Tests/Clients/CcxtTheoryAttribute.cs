using System.Text.Json;

namespace RiskEngine.Simulator.Tests.Clients;

/// <summary>A test that needs Node and ccxt: skipped, with the reason, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CcxtTheoryAttribute : TheoryAttribute
{
    public CcxtTheoryAttribute() =>
        Skip =
            Node is null ? "There is no Node.js on this machine."
            : !Directory.Exists(Path.Combine(Folder, "node_modules", "ccxt"))
                ? $"ccxt is not installed: npm install --prefix {Folder} ccxt@{Version}, as .ci/run does."
            : null;

    /// <summary>The program; null: there is none.</summary>
    internal static string? Node { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "node", "nodejs" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    /// <summary>Where public clients are installed: beside the build's output, outside of the sources.</summary>
    internal static string Folder { get; } = Path.Combine(Artifacts(), "clients");

    /// <summary>The version that is tried.</summary>
    internal static string Version { get; } =
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Clients", "package.json")))
            .RootElement.GetProperty("dependencies")
            .GetProperty("ccxt")
            .GetString()!;

    /// <summary>The build writes to ARTIFACTS/bin/PROJECT/CONFIGURATION.</summary>
    private static string Artifacts() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.FullName;
}

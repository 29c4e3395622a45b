namespace RiskEngine.Tests.Configuring;

/// <summary>The reference and the examples that stand beside it, as they were when the tests were built.</summary>
internal static class ShippedFiles
{
    private const string Folder = "config/";

    internal static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedFiles)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])
            .Order(StringComparer.Ordinal),
    ];

    internal static ConfigurationText Reference { get; } = Read("akka.hocon");

    internal static ConfigurationText Read(string name)
    {
        using var stream = typeof(ShippedFiles).Assembly.GetManifestResourceStream($"{Folder}{name}")!;
        using var reader = new StreamReader(stream);
        return new ConfigurationText(name, reader.ReadToEnd());
    }
}

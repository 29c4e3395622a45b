namespace RiskEngine.Storage.Tests.Formats;

/// <summary>What a store of format 2 holds, as an engine of that time wrote it.</summary>
internal static class Format2
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    private static readonly ILookup<string, string> Lines = File.ReadAllLines(
            Path.Combine(Fixtures, "store-format-2.txt")
        )
        .Select(line => line.Split('\t', 2))
        .ToLookup(parts => parts[0], parts => parts[1]);

    internal static IReadOnlyList<(string Session, string Mark)> Marks { get; } =
    [.. Lines["mark"].Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))];

    internal static IReadOnlyList<string> Records { get; } = [.. Lines["record"]];

    /// <summary>The engagements that no person has reset, in the order in which a state names them.</summary>
    internal static IReadOnlyList<string> Holds { get; } = [.. Lines["holds"]];

    internal static IReadOnlyList<string> Rows { get; } = [.. Lines["row"]];

    internal static string Head { get; } = Lines["head"].Single();

    internal static void CopyTo(string path) => File.Copy(Path.Combine(Fixtures, "store-format-2.sqlite"), path);
}

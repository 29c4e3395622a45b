namespace RiskEngine.Testing;

/// <summary>Where this machine has PostgreSQL.</summary>
public static class PostgresBinaries
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>The folder of <c>initdb</c> and <c>postgres</c>, of the newest version; null when there is none.</summary>
    public static readonly string? Folder = Directory.Exists(Debian)
        ? Directory
            .GetDirectories(Debian)
            .Select(x => Path.Combine(x, "bin"))
            .Where(x => File.Exists(Path.Combine(x, "initdb")))
            .OrderBy(x => x, StringComparer.Ordinal)
            .LastOrDefault()
        : null;

    /// <summary>Why tests that need a server cannot run here; null when they can.</summary>
    public static readonly string? Missing = Folder is null
        ? $"needs PostgreSQL: no initdb below {Debian} (Debian's package is called postgresql)"
        : null;
}

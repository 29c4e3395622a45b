using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace RiskEngine.EndToEnd.Tests.House;

/// <summary>The floors of the house: which project may lean on which. An edge that is not here fails the build.</summary>
public sealed class FloorsSpec
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["RiskEngine.Protocol"] = [],
        ["RiskEngine.Client"] = ["RiskEngine.Protocol"],
        ["RiskEngine.Core"] = ["RiskEngine.Protocol"],
        ["RiskEngine.Gemini"] = ["RiskEngine.Core"],
        ["RiskEngine.Storage"] = ["RiskEngine.Core"],
        ["RiskEngine"] = ["RiskEngine.Client", "RiskEngine.Core"],
        ["RiskEngine.Hosting"] = ["RiskEngine", "RiskEngine.Gemini", "RiskEngine.Storage"],
        ["RiskEngine.AkkaCluster"] = ["RiskEngine", "RiskEngine.Hosting"],
        ["RiskEngine.Simulator"] = [],
        ["RiskEngine.Host"] =
        [
            "RiskEngine",
            "RiskEngine.Core",
            "RiskEngine.Protocol",
            "RiskEngine.AkkaCluster",
            "RiskEngine.Hosting",
            "RiskEngine.Gemini",
            "RiskEngine.Storage",
            "RiskEngine.Simulator",
        ],
    };

    private static readonly Dictionary<string, string[]> MayNeed = new()
    {
        ["RiskEngine.Protocol"] = [],
        ["RiskEngine.Client"] = ["Akka"],
        ["RiskEngine.Core"] = [],
        ["RiskEngine.Gemini"] = [],
        ["RiskEngine.Storage"] = ["Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw.bundle_e_sqlite3"],
        ["RiskEngine"] = ["Akka"],
        ["RiskEngine.Hosting"] = ["Akka.Hosting"],
        ["RiskEngine.AkkaCluster"] =
        [
            "Akka.Cluster.Hosting",
            "Akka.Cluster.Sharding",
            "Akka.Cluster.Tools",
            "Akka.DistributedData",
        ],
        ["RiskEngine.Simulator"] = ["Microsoft.AspNetCore.App", "System.CommandLine"],
        ["RiskEngine.Host"] =
        [
            "Akka",
            "Akka.Logger.Serilog",
            "Microsoft.AspNetCore.App",
            "Microsoft.AspNetCore.OpenApi",
            "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            "OpenTelemetry.Extensions.Hosting",
            "Serilog",
            "Serilog.Extensions.Hosting",
            "Serilog.Formatting.Compact",
            "Serilog.Sinks.Async",
            "Serilog.Sinks.Console",
            "Serilog.Sinks.File",
            "Spectre.Console",
            "System.CommandLine",
        ],
    };

    public static TheoryData<string> Projects =>
        [.. ProjectFiles("src").Select(Path.GetFileNameWithoutExtension).Cast<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_must_reference_only_what_its_floor_allows_when_built(string project)
    {
        var references = Included(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension);

        references.Except(MayReference[project]).ShouldBeEmpty($"{project} leans on a floor that it may not lean on");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_must_need_exactly_the_packages_that_its_floor_names_when_built(string project) =>
        Included(project, "PackageReference")
            .Concat(Included(project, "FrameworkReference"))
            .ShouldBe(MayNeed[project], ignoreOrder: true);

    [Fact]
    public void Tables_must_know_every_project_and_no_other_when_one_is_added()
    {
        var projects = ProjectFiles("src").Select(Path.GetFileNameWithoutExtension).ToList();

        MayReference.Keys.ShouldBe(projects, ignoreOrder: true);
        MayNeed.Keys.ShouldBe(projects, ignoreOrder: true);
    }

    /// <summary>A version that nobody asks for is looked after by nobody.</summary>
    [Fact]
    public void Package_must_be_referenced_when_its_version_is_pinned()
    {
        var asked = ProjectFiles("src")
            .Concat(ProjectFiles("tests"))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.props", SearchOption.AllDirectories))
            .SelectMany(file => IncludedIn(file, "PackageReference"))
            .ToHashSet();

        IncludedIn(Repository.PathOf("Directory.Packages.props"), "PackageVersion")
            .Where(package => !asked.Contains(package))
            .ShouldBe(BroughtByOthers);
    }

    /// <summary>Pinned by name since what another package asks for is not in every registry.</summary>
    private static readonly string[] BroughtByOthers = ["LightningDB"];

    [Fact]
    public void Project_must_compile_no_file_of_another_when_built()
    {
        var files = ProjectFiles("src")
            .Concat(ProjectFiles("tests"))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.props", SearchOption.AllDirectories))
            .ToList();

        files.Count.ShouldBeGreaterThan(20);
        files
            .SelectMany(file => XDocument.Load(file).Descendants("Compile").Attributes("Include"))
            .Select(include => include.Value)
            .ShouldBeEmpty("a file is compiled where it stands; what several need is in a project of its own");
    }

    /// <summary>By the types that the compiled assembly asks for: implicit usings bring namespaces that no source names.</summary>
    [Theory]
    [InlineData("RiskEngine.Core")]
    [InlineData("RiskEngine.Protocol")]
    public void Pure_floor_must_touch_neither_network_nor_files_nor_akka_when_compiled(string project)
    {
        var asked = TypesAskedForBy(project);

        asked.ShouldContain("System.Object");
        asked
            .Where(type =>
                Impure.Any(word =>
                    type.StartsWith(word, StringComparison.Ordinal) && (type.Length == word.Length || word[^1] == '.')
                )
            )
            .ShouldBeEmpty($"{project} is a pure floor");
    }

    private static readonly string[] Impure =
    [
        "Akka.",
        "Serilog.",
        "System.IO.",
        "System.Net.",
        "System.Console",
        "System.Diagnostics.Process",
    ];

    private static List<string> TypesAskedForBy(string project)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{project}.dll"));
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();
        return
        [
            .. metadata
                .TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }

    private static List<string> Included(string project, string item) =>
        IncludedIn(ProjectFiles("src").Single(path => Path.GetFileNameWithoutExtension(path) == project), item);

    private static List<string> IncludedIn(string file, string item) =>
        [.. XDocument.Load(file).Descendants(item).Select(reference => reference.Attribute("Include")!.Value)];

    private static IEnumerable<string> ProjectFiles(string below) =>
        Directory.EnumerateFiles(Repository.PathOf(below), "*.csproj", SearchOption.AllDirectories);
}

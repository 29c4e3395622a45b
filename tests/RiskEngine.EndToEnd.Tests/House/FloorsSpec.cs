using System.Xml.Linq;

namespace RiskEngine.EndToEnd.Tests.House;

/// <summary>The floors of the house: which project may lean on which. An edge that is not here fails the build.</summary>
public sealed class FloorsSpec
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["RiskEngine.Protocol"] = [],
        ["RiskEngine.Core"] = ["RiskEngine.Protocol"],
        ["RiskEngine.Gemini"] = ["RiskEngine.Core"],
        ["RiskEngine.Storage"] = ["RiskEngine.Core"],
        ["RiskEngine"] = ["RiskEngine.Core"],
        ["RiskEngine.AkkaCluster"] = ["RiskEngine"],
        ["RiskEngine.Simulator"] = [],
        ["RiskEngine.Host"] =
        [
            "RiskEngine",
            "RiskEngine.Core",
            "RiskEngine.Protocol",
            "RiskEngine.Gemini",
            "RiskEngine.Storage",
            "RiskEngine.Simulator",
        ],
    };

    public static TheoryData<string> Projects =>
        [.. ProjectFiles().Select(Path.GetFileNameWithoutExtension).Cast<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_must_reference_only_what_its_floor_allows_when_built(string project)
    {
        var file = XDocument.Load(ProjectFiles().Single(path => Path.GetFileNameWithoutExtension(path) == project));
        var references = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string?)reference.Attribute("Include")))
            .ToList();

        references.Except(MayReference[project]).ShouldBeEmpty($"{project} leans on a floor that it may not lean on");
    }

    [Fact]
    public void Table_must_know_every_project_when_one_is_added() =>
        ProjectFiles().Select(Path.GetFileNameWithoutExtension).Except(MayReference.Keys).ShouldBeEmpty();

    [Fact]
    public void Protocol_must_need_no_package_when_built()
    {
        var file = XDocument.Load(Repository.PathOf("src", "RiskEngine.Protocol", "RiskEngine.Protocol.csproj"));

        file.Descendants("PackageReference").ShouldBeEmpty();
        file.Descendants("FrameworkReference").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RiskEngine.Core")]
    [InlineData("RiskEngine.Protocol")]
    public void Pure_floor_must_not_touch_network_or_files_when_read(string project)
    {
        var sources = Directory
            .EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

        foreach (var source in sources)
        {
            var text = File.ReadAllText(source);
            foreach (var word in (string[])["System.Net", "System.IO", "using Akka", "Serilog", "HttpClient"])
                text.ShouldNotContain(word, Case.Sensitive, $"{source} is on a pure floor");
        }
    }

    private static IEnumerable<string> ProjectFiles() =>
        Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories);
}

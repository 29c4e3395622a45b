using System.Text.RegularExpressions;

namespace RiskEngine.EndToEnd.Tests.House;

public sealed partial class DocumentsSpec
{
    [Fact]
    public void Readme_must_be_read_in_minutes_when_opened() =>
        new FileInfo(Repository.PathOf("README.md")).Length.ShouldBeLessThanOrEqualTo(8 * 1024);

    [Fact]
    public void Every_project_must_say_what_it_is_when_its_folder_is_opened() =>
        Directory
            .EnumerateDirectories(Repository.PathOf("src"))
            .Where(project => !File.Exists(Path.Combine(project, "README.md")))
            .ShouldBeEmpty();

    [Fact]
    public void Links_must_lead_to_files_and_headings_when_followed()
    {
        var pages = Pages().ToList();
        var links = pages
            .SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(link => (page, link)))
            .ToList();

        links.Count.ShouldBeGreaterThan(50);
        links
            .Select(found => (found.page, target: found.link.Groups[1].Value))
            .Where(found => !found.target.StartsWith("http", StringComparison.Ordinal))
            .Where(found => !Leads(found.page, found.target))
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> Pages() =>
        new[] { "src", "tests", ".github" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)
            )
            .Prepend(Repository.PathOf("README.md"));

    private static bool Leads(string page, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        return parts.Length == 1
            ? Path.Exists(path)
            : File.Exists(path) && Headings(path).Contains(parts[1], StringComparer.Ordinal);
    }

    /// <summary>The names under which a page's headings are linked to.</summary>
    private static IEnumerable<string> Headings(string page) =>
        File.ReadLines(page)
            .Where(line => line.StartsWith('#'))
            .Select(line => NotInAName().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAName();
}

using System.Diagnostics;

namespace RiskEngine.EndToEnd.Tests.House;

public sealed class RootSpec
{
    [Fact]
    public void Root_must_hold_only_what_the_house_names_when_listed()
    {
        string[] named = ["src", "tests", "config", "RiskEngine.sln", "akka.hocon", "README.md"];
        var found = Tracked()
            .Select(path => path.Split('/')[0])
            .Distinct()
            .Where(name => !name.StartsWith('.'))
            .Where(name =>
                !(
                    name.StartsWith("Directory.", StringComparison.Ordinal)
                    && Path.GetExtension(name) is ".props" or ".targets"
                )
            );

        found.Except(named).ShouldBeEmpty();
    }

    [Fact]
    public void Sources_must_stay_on_a_few_screens_when_written() =>
        Tracked()
            .Where(path =>
                path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)
            )
            .Where(path =>
                File.Exists(Repository.PathOf(path)) && File.ReadLines(Repository.PathOf(path)).Count() > 320
            )
            .ShouldBeEmpty("a file of more than 320 lines is two rooms");

    /// <summary>Outside a checkout, such as in an unpacked archive, there is nothing to compare with.</summary>
    private static string[] Tracked()
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", "ls-files")
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
            }
        )!;
        return git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

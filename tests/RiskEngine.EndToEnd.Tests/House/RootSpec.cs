using System.Diagnostics;

namespace RiskEngine.EndToEnd.Tests.House;

public sealed class RootSpec
{
    [CheckoutFact]
    public void Root_must_hold_only_what_the_house_names_when_listed()
    {
        string[] named = ["src", "tests", "config", "findings", "RiskEngine.sln", "akka.hocon", "README.md", "LICENSE"];
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
    public void Sources_must_stay_on_a_few_screens_when_written()
    {
        var sources = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).ToList();

        sources.Count.ShouldBeGreaterThan(100);
        sources
            .Where(path => File.ReadLines(path).Count() > 320)
            .ShouldBeEmpty("a file of more than 320 lines is two rooms");
    }

    private static string[] Tracked()
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", "ls-files")
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
            }
        )!;
        var tracked = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        tracked.ShouldContain("RiskEngine.sln");
        return tracked;
    }
}

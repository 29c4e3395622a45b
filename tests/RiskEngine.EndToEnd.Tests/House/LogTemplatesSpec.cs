using System.Text.RegularExpressions;

namespace RiskEngine.EndToEnd.Tests.House;

/// <summary>What a line of the log holds is found by its name, which a number or a text put together beforehand has not.</summary>
public sealed partial class LogTemplatesSpec
{
    [Fact]
    public void Log_template_must_name_each_value_that_it_holds()
    {
        var templates = Directory
            .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Template().Matches(File.ReadAllText(file)))
            .Select(match => match.Value)
            .ToList();

        templates.Count.ShouldBeGreaterThan(20, "the templates were not found");
        templates.Where(template => Nameless().IsMatch(template)).ShouldBeEmpty();
    }

    /// <summary>A call of a log, up to the end of its first text.</summary>
    [GeneratedRegex("""[lL]og\.(Debug|Info|Information|Warning|Error)\((\s|[\w.!]+,)*\$?"[^"]*""")]
    private static partial Regex Template();

    [GeneratedRegex("""\$"|\{\d""")]
    private static partial Regex Nameless();
}

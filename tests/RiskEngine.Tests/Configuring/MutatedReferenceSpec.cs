using RiskEngine.Gemini;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Configuring;

/// <summary>The reference with random faults in it.</summary>
public sealed class MutatedReferenceSpec
{
    private static readonly ConfigurationText Session = new("session", "risk-engine.sessions { maker-1 { } }");
    private static readonly string[] Lines = ShippedFiles.Reference.Text.Split('\n');

    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        "=",
        ":",
        "+=",
        ",",
        "\"",
        "\"\"\"",
        "\\",
        "${",
        "${?a.b}",
        "$",
        "#",
        "//",
        "\n",
        "\r",
        "\t",
        ".",
        "include \"x\"",
        "null",
        "x = [1, 2]",
        "[{ a = 1 }]",
        "risk-engine",
        "akka {",
        "@",
        "\0",
        "\ufeff",
        "\u00a0",
        "\ud800",
        "1",
        "ms",
        "99999999999999999h",
    ];

    /// <summary>What is done to a line, and what of the fault that it makes must be said.</summary>
    private static readonly (Func<string, string> Plant, string Says)[] Plants =
    [
        (line => line.Replace(" = ", " "), "is missing"),
        (line => line.Replace(" = ", "x = "), "did you mean"),
        (line => line.Replace(" = ", " = ${?A} "), "'${'"),
        (line => line.Replace(" = ", " = \""), "not closed"),
        (line => line.Replace(" = ", " = &"), "in quotes only"),
        (line => $"{line}, {line.Trim()}", "is given twice"),
        (line => $"{line} = 3", "a line break or a comma is missing"),
        (line => line[..(line.IndexOf('=') + 1)], "has no value"),
        (line => $"{line.Replace(" = ", " { x = ")} }}", "must be a single value"),
        (line => line.Replace(" = ", " += "), "'+='"),
    ];

    [Fact]
    public void Reading_must_not_fail_when_anything_is_put_anywhere() =>
        Seeds.Run(
            Seeds.From(1, 400),
            seed =>
            {
                var text = Mutated(new Random(seed), most: 12);

                var given = GivenConfiguration.Of(new ConfigurationText("mutated", text), Session);

                given.Settings(KnownSecrets.WithStore("maker-1"), new GeminiExchange(TimeProvider.System));
                var count = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None).Length;
                given.Faults.ShouldAllBe(fault => fault.Place == null || fault.Place.Value.Line <= count);
            }
        );

    [Fact]
    public void Reading_must_be_the_same_as_akkas_when_no_fault_is_found() =>
        Seeds.Run(
            Seeds.From(1, 400),
            seed =>
            {
                var text = Mutated(new Random(seed), most: 3);

                var given = GivenConfiguration.Of(new ConfigurationText("mutated", text));

                if (given.Faults.Count == 0)
                    given
                        .InForce.Where(setting => setting.IsGiven)
                        .Select(setting => $"{setting.Key} = {setting.Text}")
                        .ShouldBe(AkkasReading.Of(text));
            }
        );

    [Fact]
    public void Each_fault_must_be_found_in_its_line_when_several_are_planted() =>
        Seeds.Run(
            Seeds.From(1, 200),
            seed =>
            {
                var random = new Random(seed);
                var lines = Lines.ToArray();
                var values = Enumerable.Range(0, lines.Length).Where(IsPlainValue).ToArray();
                var inOrder = values.ToList();
                random.Shuffle(values);
                var chosen = values.Take(random.Next(1, 6)).ToArray();
                var planted = chosen
                    // What follows a key without a value is its value, as Akka reads it: such two are one fault.
                    .Where(at =>
                        inOrder.IndexOf(at) is var place && (place == 0 || !chosen.Contains(inOrder[place - 1]))
                    )
                    .Select(at => (Line: at + 1, Plants[random.Next(Plants.Length)].Says))
                    .ToList();
                foreach (var (line, says) in planted)
                    lines[line - 1] = Plants.Single(plant => plant.Says == says).Plant(lines[line - 1]);

                var given = GivenConfiguration.Of(new ConfigurationText("mutated", string.Join('\n', lines)), Session);

                given
                    .Faults.Select(fault => fault.Place!.Value.Line)
                    .Distinct()
                    .ShouldBe(planted.Select(one => one.Line).Order());
                foreach (var (line, says) in planted)
                    given.Faults.ShouldContain(fault => fault.Place!.Value.Line == line && fault.Text.Contains(says));
            }
        );

    [Fact]
    public void Section_must_be_named_where_it_is_opened_when_its_brace_is_missing() =>
        Seeds.Run(
            Seeds.From(1, 60),
            seed =>
            {
                var random = new Random(seed);
                var closing = Enumerable.Range(0, Lines.Length).Where(at => Lines[at].Trim() == "}").ToArray();
                var gone = closing[random.Next(closing.Length)];
                var indent = Lines[gone].IndexOf('}');
                var opening = Enumerable
                    .Range(0, gone)
                    .Last(at => Lines[at].EndsWith('{') && Lines[at].TakeWhile(c => c == ' ').Count() == indent);
                var text = string.Join('\n', Lines.Where((_, at) => at != gone));

                var given = GivenConfiguration.Of(new ConfigurationText("mutated", text), Session);

                var fault = given.Faults.ShouldHaveSingleItem();
                fault.Place!.Value.Line.ShouldBe(opening + 1);
                fault.Text.ShouldContain("not closed");
            }
        );

    private static string Mutated(Random random, int most)
    {
        var text = ShippedFiles.Reference.Text;
        for (var times = random.Next(1, most); times > 0; times--)
        {
            var (at, length) = (random.Next(text.Length), random.Next(20));
            var piece = random.Next(3) == 0 ? "" : Pieces[random.Next(Pieces.Length)];
            text = text[..at] + piece + text[(random.Next(2) == 0 ? at : Math.Min(text.Length, at + length))..];
        }

        return text;
    }

    /// <summary>A line that holds one of our values and nothing else.</summary>
    private static bool IsPlainValue(int at)
    {
        var line = Lines[at].Trim();
        return line.Contains(" = ")
            && line[0] != '#'
            && !line.Contains('{')
            && !line.Contains('"')
            && line != "executor = fork-join-executor"
            && !line.StartsWith("thread-count");
    }
}

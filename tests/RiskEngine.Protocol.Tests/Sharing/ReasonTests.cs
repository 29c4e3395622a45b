namespace RiskEngine.Protocol.Tests;

public sealed class ReasonTests
{
    [Fact]
    public void Reason_must_be_kept_as_written_but_for_surrounding_spaces()
    {
        var reason = new Reason("  desk closes: résumé — 平仓  ");

        reason.Text.ShouldBe("desk closes: résumé — 平仓");
        reason.ToString().ShouldBe(reason.Text);
        ShouldEqual.ByValue(() => new Reason(" a"), new Reason("b"));
    }

    [Fact]
    public void Reason_must_be_taken_up_to_its_limit() =>
        new Reason(new string('a', Reason.Limit)).Text.Length.ShouldBe(200);

    [Fact]
    public void Reason_must_be_refused_when_it_says_nothing_or_could_forge_a_line()
    {
        string[] bad =
        [
            "",
            "   ",
            "\t",
            "a\nb",
            "a\rb",
            "a\0b",
            "a\u0085b",
            "a\ud800b",
            "a\udc00",
            new string('a', Reason.Limit + 1),
        ];

        foreach (var text in bad)
            Should.Throw<ArgumentException>(() => new Reason(text));
        Should.Throw<ArgumentNullException>(() => new Reason(null!));
    }
}

namespace RiskEngine.Protocol.Tests;

public sealed class KillSwitchScopeTests
{
    private static readonly SessionKey Maker = Some.Session();
    private static readonly SessionKey Master = Maker with
    {
        Account = new AccountName("primary"),
        Alias = new SessionAlias("maker-2"),
    };

    [Theory]
    [InlineData("everything", true, true, true)]
    [InlineData("exchange/gemini", true, true, true)]
    [InlineData("exchange/other", false, false, false)]
    [InlineData("account/gemini/primary", true, true, true)]
    [InlineData("account/gemini/second", true, false, true)]
    [InlineData("account/other/primary", false, false, false)]
    [InlineData("session/gemini/maker-1", true, false, true)]
    [InlineData("session/gemini/primary/maker-2", false, true, false)]
    [InlineData("strategy/grid", false, false, true)]
    [InlineData("strategy/other", false, false, false)]
    public void Scope_must_cover_what_it_names_and_no_more(string text, bool maker, bool master, bool makersGrid)
    {
        var scope = Parse(text);

        scope.Covers(Maker, null).ShouldBe(maker);
        scope.Covers(Master, null).ShouldBe(master);
        scope.Covers(Maker, new StrategyId("grid")).ShouldBe(makersGrid);
    }

    [Fact]
    public void Strategy_scope_must_concern_every_session_though_it_covers_no_nameless_request()
    {
        var scope = new KillSwitchScope.Strategy(new StrategyId("grid"));

        scope.Concerns(Maker).ShouldBeTrue();
        scope.Covers(Maker, null).ShouldBeFalse();
        new KillSwitchScope.Session(Maker).Concerns(Master).ShouldBeFalse();
    }

    [Theory]
    [InlineData("everything")]
    [InlineData("exchange/gemini")]
    [InlineData("account/gemini/primary")]
    [InlineData("session/gemini/maker-1")]
    [InlineData("session/gemini/primary/maker-1")]
    [InlineData("strategy/grid")]
    public void Scope_must_be_read_from_the_text_that_it_writes(string text) => Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Everything")]
    [InlineData("everything/")]
    [InlineData("exchange")]
    [InlineData("exchange/")]
    [InlineData("exchange/a/b")]
    [InlineData("account/gemini")]
    [InlineData("account/gemini/")]
    [InlineData("session/gemini")]
    [InlineData("session/gemini//maker-1")]
    [InlineData("session/gemini/a/b/c")]
    [InlineData("strategy/a b")]
    public void Text_must_be_refused_when_it_names_no_scope(string? text)
    {
        KillSwitchScope.TryParse(text, out var scope).ShouldBeFalse();
        scope.ShouldBeNull();
    }

    [Fact]
    public void Account_scope_must_be_refused_when_it_names_no_account() =>
        Should.Throw<ArgumentException>(() => new KillSwitchScope.Account(ExchangeName.Gemini, AccountName.OfTheKey));

    [Fact]
    public void Breadth_must_widen_from_strategy_to_everything() =>
        (
            (string[])
                ["strategy/grid", "session/gemini/maker-1", "account/gemini/primary", "exchange/gemini", "everything"]
        )
            .Select(x => Parse(x).Breadth)
            .ShouldBe(Enum.GetValues<KillSwitchBreadth>());

    [Fact]
    public void Scope_must_equal_by_value() =>
        ShouldEqual.ByValue(
            () => Parse("session/gemini/maker-1"),
            Parse("everything"),
            Parse("exchange/gemini"),
            Parse("account/gemini/primary"),
            Parse("strategy/maker-1")
        );

    private static KillSwitchScope Parse(string text)
    {
        KillSwitchScope.TryParse(text, out var scope).ShouldBeTrue(text);
        return scope!;
    }
}

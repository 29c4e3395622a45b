namespace RiskEngine.Protocol.Tests;

public sealed class SessionKeyTests
{
    [Fact]
    public void Session_must_print_its_account_only_when_it_names_one()
    {
        Some.Session().ToString().ShouldBe("gemini/maker-1");
        new SessionKey(ExchangeName.Gemini, new AccountName("primary"), new SessionAlias("maker-1"))
            .ToString()
            .ShouldBe("gemini/primary/maker-1");
    }

    [Fact]
    public void Session_must_equal_by_exchange_account_and_alias() =>
        ShouldEqual.ByValue(
            () => Some.Session(),
            Some.Session("maker-2"),
            Some.Session() with
            {
                Account = new AccountName("primary"),
            },
            Some.Session() with
            {
                Exchange = new ExchangeName("other"),
            }
        );

    [Fact]
    public void Exchange_must_be_kept_in_lower_case()
    {
        new ExchangeName("GEMINI").ShouldBe(ExchangeName.Gemini);
        ExchangeName.Gemini.ToString().ShouldBe("gemini");
    }

    [Fact]
    public void Alias_must_keep_its_case() => new SessionAlias("Maker").ShouldNotBe(new SessionAlias("maker"));

    [Fact]
    public void Account_of_the_key_must_be_no_name_that_could_be_given()
    {
        AccountName.OfTheKey.Value.ShouldBeEmpty();
        AccountName.OfTheKey.ToString().ShouldBe("(of the key)");
    }
}

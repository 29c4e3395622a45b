namespace RiskEngine.Core.Tests;

public sealed class SharedAccountsSpec
{
    private static readonly AccountIdentity.Known Desk = new("memo:DESK");

    [Fact]
    public void Session_must_be_warned_of_once_when_it_joins_the_account_of_another()
    {
        var accounts = new SharedAccounts([]);
        accounts.Learn(Told("maker-1", Desk)).ShouldBeNull();

        var warning = accounts.Learn(Told("maker-2", Desk)).ShouldNotBeNull();

        (warning.Session, warning.Cause).ShouldBe((Key("maker-2"), EscalationCause.AccountShared));
        warning.Detail.ShouldContain("gemini/maker-1");
        accounts.Learn(Told("maker-2", Desk)).ShouldBeNull("a guardian that restarts is told the same again");
        accounts.Learn(Told("maker-1", Desk)).ShouldBeNull();
    }

    [Fact]
    public void Sessions_must_not_be_warned_of_when_their_accounts_differ()
    {
        var accounts = new SharedAccounts([]);
        accounts.Learn(Told("maker-1", Desk)).ShouldBeNull();

        accounts.Learn(Told("maker-2", new AccountIdentity.Known("memo:OTHER"))).ShouldBeNull();
    }

    [Fact]
    public void Key_that_cancels_for_another_must_not_be_warned_of()
    {
        var accounts = new SharedAccounts([Key("killer")]);
        accounts.Learn(Told("killer", Desk)).ShouldBeNull();
        accounts.Learn(Told("maker-1", Desk)).ShouldBeNull();

        accounts.Learn(Told("killer", Desk)).ShouldBeNull();
    }

    [Fact]
    public void Warning_must_count_the_others_when_there_are_very_many()
    {
        var accounts = new SharedAccounts([]);
        for (var i = 0; i < 1_000; i++)
            accounts.Learn(Told($"maker-{i}", Desk));

        var warning = accounts.Learn(Told("last", Desk)).ShouldNotBeNull();

        warning.Detail.ShouldContain("and 990 more");
        warning.Detail.Length.ShouldBeLessThan(1_000);
    }

    private static SessionAccount Told(string alias, AccountIdentity.Known identity) => new(Key(alias), identity);

    private static SessionKey Key(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));
}

namespace RiskEngine.Client;

/// <summary>A session as <c>gemini/maker-1</c> or <c>gemini/ACCOUNT/maker-1</c>.</summary>
internal static class SessionKeyText
{
    internal static string Write(SessionKey session) =>
        session.Account == AccountName.OfTheKey
            ? $"{session.Exchange.Value}/{session.Alias.Value}"
            : $"{session.Exchange.Value}/{session.Account.Value}/{session.Alias.Value}";

    internal static SessionKey Read(string text) =>
        text.Split('/') switch
        {
            [var exchange, var alias] => new(new ExchangeName(exchange), AccountName.OfTheKey, new SessionAlias(alias)),
            [var exchange, var account, var alias] => new(
                new ExchangeName(exchange),
                new AccountName(account),
                new SessionAlias(alias)
            ),
            _ => throw new FormatException("No session."),
        };
}

/// <summary>Who asks, as <c>person ann</c>, <c>strategy quoter</c> or <c>engine trips</c>.</summary>
internal static class RequesterText
{
    internal static RequestedBy Read(string text) =>
        text.Split(' ') switch
        {
            ["person", var name] => new RequestedBy.Person(name),
            ["strategy", var name] => new RequestedBy.Strategy(new StrategyId(name)),
            ["engine", var name] => new RequestedBy.Engine(name),
            _ => throw new FormatException("Nobody."),
        };
}

/// <summary>Whose account it is: <c>not-read</c>, <c>withheld</c> or <c>known/IDENTITY</c>.</summary>
internal static class AccountIdentityText
{
    private const string NotRead = "not-read";
    private const string Withheld = "withheld";
    private const string Known = "known/";

    internal static string Write(AccountIdentity identity) =>
        identity switch
        {
            AccountIdentity.NotRead => NotRead,
            AccountIdentity.Withheld => Withheld,
            AccountIdentity.Known known => $"{Known}{known.Value}",
            _ => throw ClosedUnion.Unhandled(identity),
        };

    internal static AccountIdentity Read(string text) =>
        text switch
        {
            Withheld => AccountIdentity.Withheld.Instance,
            _ when text.StartsWith(Known, StringComparison.Ordinal) => new AccountIdentity.Known(text[Known.Length..]),
            // A newer node's word: nothing is known here.
            _ => AccountIdentity.NotRead.Instance,
        };
}

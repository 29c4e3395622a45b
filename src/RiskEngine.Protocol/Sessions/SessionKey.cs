namespace RiskEngine.Protocol;

/// <summary>Addresses a session: the login of one API key at one exchange, for one account.</summary>
/// <remarks>
/// Every order is recorded with the key that opened it, so a session-wide cancel must be signed by that key.
/// </remarks>
/// <param name="Exchange">The exchange that the key belongs to.</param>
/// <param name="Account">The account that the key acts on.</param>
/// <param name="Alias">The key's alias, unique in an engine.</param>
public sealed record SessionKey(ExchangeName Exchange, AccountName Account, SessionAlias Alias)
{
    /// <summary>Such as <c>gemini/maker-1</c>, or <c>gemini/primary/maker-1</c> for a master key.</summary>
    public override string ToString() =>
        Account == AccountName.OfTheKey ? $"{Exchange}/{Alias}" : $"{Exchange}/{Account}/{Alias}";
}

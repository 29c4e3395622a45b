namespace RiskEngine.Gemini;

/// <summary>Says everything that is wrong with a <see cref="SessionCredentials"/>, at once, and never what it contains.</summary>
internal static class GeminiCredentialsValidator
{
    private const string MasterPrefix = "master-";

    /// <summary>Every fault; empty when there is none.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="account">The account that the session names; a key that is no master key may name one too.</param>
    public static ValueList<ConfigurationFault> Validate(SessionCredentials credentials, AccountName account)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(account);
        return credentials switch
        {
            SessionCredentials.ApiKey given =>
            [
                .. FaultsOf("APIKEY", given.Key, inHeader: true),
                .. FaultsOf("APISECRET", given.Secret, inHeader: false),
                .. MissingAccount(given.Key, account),
            ],
            SessionCredentials.BearerToken given => [.. FaultsOf("TOKEN", given.Token, inHeader: true)],
            _ => throw ClosedUnion.Unhandled(credentials),
        };
    }

    private static IEnumerable<ConfigurationFault> FaultsOf(string key, Secret secret, bool inHeader)
    {
        var value = secret.Reveal();
        var trimmed = value.Trim();
        if (trimmed.Length == 0)
        {
            yield return new ConfigurationFault(key, "is empty.");
            yield break;
        }

        if (char.IsWhiteSpace(value[0]))
            yield return new ConfigurationFault(key, "begins with white space.");
        if (char.IsWhiteSpace(value[^1]))
            yield return new ConfigurationFault(key, "ends with white space, such as a line break.");
        if (trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            yield return new ConfigurationFault(key, "has white space or control characters inside.");
        if (inHeader && trimmed.Any(c => !char.IsAscii(c)))
            yield return new ConfigurationFault(key, "has characters outside ASCII, which a header cannot carry.");
    }

    private static IEnumerable<ConfigurationFault> MissingAccount(Secret key, AccountName account)
    {
        if (account == AccountName.OfTheKey && key.Reveal().Trim().StartsWith(MasterPrefix, StringComparison.Ordinal))
            yield return new ConfigurationFault(
                "account",
                "is missing: a master key acts on a named account, such as primary."
            );
    }
}

namespace RiskEngine.Simulator.Keys;

/// <summary>
/// A login of the exchange and thereby a session: orders are recorded with the credential that opened them.
/// Printing one shows its alias and nothing secret.
/// </summary>
public abstract record Credential
{
    /// <param name="alias">The name used in logs and inspection; unique, never a secret.</param>
    private protected Credential(string alias) => Alias = alias;

    /// <summary>The name used in logs and inspection; unique, never a secret.</summary>
    public string Alias { get; init; }

    /// <summary>Nickname of the account that it trades; a master key names the account in each request instead.</summary>
    public string Account { get; init; } = Keys.Account.Primary;

    /// <summary>Shows the alias only.</summary>
    public sealed override string ToString() => Alias;
}

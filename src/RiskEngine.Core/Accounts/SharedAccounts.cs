using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Which of a node's sessions act on one account, as far as the exchange has told: each that joins another is warned of.</summary>
/// <param name="killOnly">Sessions whose keys are there to cancel another's account: they share it on purpose.</param>
public sealed class SharedAccounts(IEnumerable<SessionKey> killOnly)
{
    /// <summary>How many of the others are named; all are counted.</summary>
    private const int MostNamed = 10;

    private readonly ImmutableHashSet<SessionKey> _killOnly = [.. killOnly];

    private readonly Dictionary<SessionKey, AccountIdentity.Known> _accounts = [];

    /// <summary>Takes in what the exchange told of a session.</summary>
    /// <param name="told">The session, and its account.</param>
    /// <returns>What to warn of; null: nothing that is new.</returns>
    public SessionEscalated? Learn(SessionAccount told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var (session, identity) = told;
        if (_killOnly.Contains(session) || _accounts.GetValueOrDefault(session) == identity)
            return null;
        _accounts[session] = identity;
        var others = _accounts
            .Where(x => x.Key != session && x.Key.Exchange == session.Exchange && x.Value == identity)
            .Select(x => $"{x.Key}")
            .Order(StringComparer.Ordinal)
            .ToList();
        return others.Count == 0
            ? null
            : new SessionEscalated(session, EscalationCause.AccountShared, WarningOf($"{session}", others));
    }

    /// <summary>What sharing an account means for people.</summary>
    /// <param name="session">One session.</param>
    /// <param name="others">The others on its account.</param>
    public static string WarningOf(string session, IReadOnlyList<string> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var named = string.Join(", ", others.Take(MostNamed));
        var more = others.Count > MostNamed ? $" and {others.Count - MostNamed} more" : "";
        return $"Session {session} shares its account with {named}{more}. A session's cancel leaves the others' orders; an "
            + "account-wide cancel and account-is-ours take them too, and what the exchange counts by account they use up together.";
    }
}

namespace RiskEngine;

/// <summary>What is no fault of a configuration, and what a person should know of it before the engine starts.</summary>
public static class AccountWarnings
{
    /// <summary>
    /// Sessions that say that they act on one account. Those whose keys name none are compared at their preflight, by what the
    /// exchange tells.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <returns>A line an account; empty: none is shared.</returns>
    public static ValueList<string> Of(RiskEngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings
            .Sessions.Where(session => !session.Limits.IsKillOnly && session.Key.Account != AccountName.OfTheKey)
            .GroupBy(session => (session.Key.Exchange, session.Key.Account))
            .Where(account => account.Count() > 1)
            .Select(account => account.Select(session => $"{session.Key}").ToList())
            .Select(sessions => SharedAccounts.WarningOf(sessions[0], sessions[1..]))
            .ToValueList();
    }
}

namespace RiskEngine;

/// <summary>Joins each session that names another key for its account-wide cancels with the session of that key.</summary>
internal static class KillKeys
{
    /// <param name="sessions">Every session that could be read.</param>
    /// <param name="named">The alias that a session names, by the session's own alias.</param>
    /// <param name="fault">Told of a session whose named key will not do, and why.</param>
    internal static List<SessionSettings> Join(
        IReadOnlyList<SessionSettings> sessions,
        IReadOnlyDictionary<string, string> named,
        Action<string, string> fault
    )
    {
        var byAlias = sessions.ToDictionary(session => session.Key.Alias.Value);
        var joined = sessions.Select(WithItsKey).ToList();
        var killOnly = joined.Select(session => session.Limits.AccountCancelBy).ToHashSet();
        return
        [
            .. joined.Select(session =>
                killOnly.Contains(session.Key)
                    ? session with
                    {
                        Limits = session.Limits with { IsKillOnly = true },
                    }
                    : session
            ),
        ];

        SessionSettings WithItsKey(SessionSettings session)
        {
            var own = session.Key;
            if (!named.TryGetValue(own.Alias.Value, out var alias))
                return session;
            if (!byAlias.TryGetValue(alias, out var other))
                return Unfit(session, $"'{alias}' is no session.");
            if (other.Key == own)
                return Unfit(session, "names the session itself; leave it empty for its own key.");
            if (other.Key.Exchange != own.Exchange || other.Key.Account != own.Account)
                return Unfit(
                    session,
                    $"'{alias}' is on another exchange or account: its key cannot cancel this one's orders."
                );
            if (named.ContainsKey(alias))
                return Unfit(session, $"'{alias}' names a key itself, and would have to cancel for two.");
            if (!session.Limits.EscalatesToAccount)
                return Unfit(session, "needs account-cancel = on: nothing is canceled with it otherwise.");
            return session with { Limits = session.Limits with { AccountCancelBy = other.Key } };
        }

        SessionSettings Unfit(SessionSettings session, string why)
        {
            fault(session.Key.Alias.Value, why);
            return session;
        }
    }
}

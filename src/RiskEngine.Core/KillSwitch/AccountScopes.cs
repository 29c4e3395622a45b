namespace RiskEngine.Core;

/// <summary>Which sessions a scope holds, by what is known of whose account each of them trades on.</summary>
/// <remarks>
/// An account goes by a name that only some sessions name; the others are told by the exchange's own identity of the account. A
/// session of which nothing tells that it trades on another account is held too, whatever account it names, since one account
/// may go by several names: to stop too much is seen at once.
/// </remarks>
/// <param name="state">What is known; the answers are for this state alone.</param>
internal sealed class AccountScopes(SwitchState state)
{
    private readonly Dictionary<KillSwitchScope.Account, Named> _accounts = [];

    /// <summary>Whether the guardian of the session has something to stop.</summary>
    internal bool Holds(KillSwitchScope scope, SessionKey session) => PartOf(scope, session) != AccountPart.Outside;

    internal AccountPart PartOf(KillSwitchScope scope, SessionKey session)
    {
        if (scope is not KillSwitchScope.Account account)
            return scope.Concerns(session) ? AccountPart.Inside : AccountPart.Outside;
        if (session.Exchange != account.At)
            return AccountPart.Outside;
        if (session.Account == account.Name)
            return AccountPart.Inside;
        var named = NamedBy(account);
        if (state.Accounts.TryGetValue(session, out var own))
        {
            if (named.Identities.Contains(own))
                return AccountPart.Inside;
            // Where nobody goes by the name it is most likely mistyped: who is known to trade under another one goes on.
            if (named.IsWhole || (named.IsNobody && session.Account != AccountName.OfTheKey))
                return AccountPart.Outside;
        }

        return AccountPart.Unknown;
    }

    /// <summary>What a guardian is to obey.</summary>
    internal KillSwitchState Concerning(SessionKey session) =>
        state.Switch is KillSwitchState.Engaged engaged
        && engaged.Engagements.Any(x => x.Scope is KillSwitchScope.Account && !Holds(x.Scope, session))
            ? KillSwitchState.Of(engaged.Engagements.Where(x => Holds(x.Scope, session)))
            : state.Switch;

    /// <summary>Takes in whose accounts sessions trade on: who is in an account's scope is looked at anew.</summary>
    internal static void Learn(SwitchTurn turn, IEnumerable<SessionAccount> accounts)
    {
        var before = turn.State.Accounts;
        var after = before.SetItems(accounts.Select(x => KeyValuePair.Create(x.Session, x.Identity)));
        if (after == before || after.Count == before.Count && after.All(x => before[x.Key] == x.Value))
            return;
        turn.State = turn.State with { Accounts = after };
        var scopes = new AccountScopes(turn.State);
        foreach (var run in turn.State.Runs.Where(x => x.Engagement.Scope is KillSwitchScope.Account).ToList())
            scopes.Fit(turn, run);
        if (
            turn.State.Switch is KillSwitchState.Engaged engaged
            && engaged.Engagements.Any(x => x.Scope is KillSwitchScope.Account)
        )
            turn.SetGates(KillSwitchScope.Everything.Instance);
    }

    /// <summary>What other nodes need to know of whom an account's name means: the identities of the sessions that name it.</summary>
    internal static ValueList<SessionAccount> Naming(SwitchState state, KillSwitchScope scope) =>
        Told(state, scope, (session, account) => session.Account == account.Name);

    /// <summary>What the node that asks needs to know of this engine's sessions.</summary>
    internal static ValueList<SessionAccount> Own(SwitchState state, KillSwitchScope scope)
    {
        var own = state.Sessions.ToHashSet();
        return Told(state, scope, (session, _) => own.Contains(session));
    }

    /// <summary>No more than half a message can carry: a session of which nothing is said there counts as one that may be the account's.</summary>
    private static ValueList<SessionAccount> Told(
        SwitchState state,
        KillSwitchScope scope,
        Func<SessionKey, KillSwitchScope.Account, bool> isWanted
    )
    {
        if (scope is not KillSwitchScope.Account account)
            return [];
        var left = PeerRun.PageBytes / 2;
        return state
            .Accounts.Where(x => x.Key.Exchange == account.At && isWanted(x.Key, account))
            .OrderBy(x => $"{x.Key}", StringComparer.Ordinal)
            .Take(state.Limits.MostAccountsTold)
            .Select(x => new SessionAccount(x.Key, x.Value))
            .TakeWhile(x => (left -= PeerRun.SizeOf(x)) >= 0)
            .ToValueList();
    }

    /// <summary>Has a run wait for the sessions that are in its scope, and for no others.</summary>
    private void Fit(SwitchTurn turn, StopRun run)
    {
        var candidates = run is PeerRun peer
            ? state.Sessions.Where(x => SwitchReport.IsAfter(x, peer.After))
            : state.AllSessions;
        var sessions = run.Sessions.RemoveRange(run.Sessions.Keys.Where(x => !Holds(run.Engagement.Scope, x)));
        var more = candidates.Where(x => !sessions.ContainsKey(x) && Holds(run.Engagement.Scope, x)).ToList();
        var fitted = run with { Sessions = sessions.AddRange(OtherNodes.Stoppings(more, state)) };
        turn.Set(fitted);
        foreach (var session in more)
            if (state.Sessions.Contains(session))
                turn.Add(fitted.Pull(session, turn.Running));
    }

    private Named NamedBy(KillSwitchScope.Account account)
    {
        if (_accounts.TryGetValue(account, out var known))
            return known;
        var sessions = state.AllSessions.Where(x => x.Exchange == account.At && x.Account == account.Name).ToList();
        var identities = sessions.Select(x => state.Accounts.GetValueOrDefault(x)).ToHashSet();
        var isWhole = sessions.Count > 0 && !identities.Contains(null);
        return _accounts[account] = new Named(
            [.. identities.OfType<AccountIdentity.Known>()],
            isWhole,
            sessions.Count == 0
        );
    }

    /// <summary>What is known of the account that goes by a name.</summary>
    /// <param name="Identities">The identities of those sessions that name it.</param>
    /// <param name="IsWhole">Whether some session names it, and the identity of each that does is known.</param>
    /// <param name="IsNobody">Whether no session names it.</param>
    private sealed record Named(HashSet<AccountIdentity.Known> Identities, bool IsWhole, bool IsNobody);
}

/// <summary>How a session stands to a scope.</summary>
internal enum AccountPart
{
    /// <summary>It is not in it.</summary>
    Outside,

    /// <summary>It is in it.</summary>
    Inside,

    /// <summary>It is counted as in it, since nobody knows that it trades on another account.</summary>
    Unknown,
}

/// <summary>Whose account a session trades on.</summary>
/// <param name="Session">The session.</param>
/// <param name="Identity">What the exchange tells the account by.</param>
public sealed record SessionAccount(SessionKey Session, AccountIdentity.Known Identity);

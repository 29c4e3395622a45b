namespace RiskEngine;

/// <summary>The budgets that this node's sessions share: one for each account, and one for the node's address at each exchange.</summary>
/// <remarks>
/// The guardians run on several threads and take turns here, for as long as a promise takes: never over a decision. Nothing is
/// taken back, so a session that comes and goes finds what the others have left.
/// </remarks>
internal sealed class SharedBudgets(RateLimits? account, RateLimits? address)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, SharedBudget> _accounts = [];
    private readonly Dictionary<ExchangeName, SharedBudget> _addresses = [];

    /// <summary>Those of an engine; null: sessions share none.</summary>
    internal static SharedBudgets? Of(RiskEngineSettings settings) =>
        settings is { AccountRate: null, AddressRate: null }
            ? null
            : new SharedBudgets(settings.AccountRate, settings.AddressRate);

    /// <summary>Promises the session what it asked for, in each budget that it is in.</summary>
    internal GuardianInput.SlotsPromised Promise(
        SessionKey session,
        AccountIdentity identity,
        GuardianEffect.WantSlots want,
        TimeSpan now
    )
    {
        lock (_turn)
        {
            var ofAccount = Promised(_accounts, NameOf(session, identity), account, want, now);
            var ofAddress = Promised(_addresses, session.Exchange, address, want, now);
            return (ofAccount, ofAddress) switch
            {
                ({ } one, { } other) => new(
                    want.Kind,
                    one.Within(other),
                    one.At > other.At ? SharedBudgetScope.Account : SharedBudgetScope.Address
                ),
                ({ } one, null) => new(want.Kind, one, SharedBudgetScope.Account),
                (null, { } other) => new(want.Kind, other, SharedBudgetScope.Address),
                _ => throw new InvalidOperationException("There is no shared budget, and nobody waits for one."),
            };
        }
    }

    /// <summary>A request left without a slot.</summary>
    internal void Charge(SessionKey session, AccountIdentity identity, TimeSpan now)
    {
        lock (_turn)
        {
            Charge(_accounts, NameOf(session, identity), account, now);
            Charge(_addresses, session.Exchange, address, now);
        }
    }

    private static RequestSlots? Promised<T>(
        Dictionary<T, SharedBudget> budgets,
        T of,
        RateLimits? limits,
        GuardianEffect.WantSlots want,
        TimeSpan now
    )
        where T : notnull
    {
        if (limits is null)
            return null;
        var (after, slots) = Find(budgets, of, limits).Promise(want.Kind, want.Count, now);
        budgets[of] = after;
        return slots;
    }

    private static void Charge<T>(Dictionary<T, SharedBudget> budgets, T of, RateLimits? limits, TimeSpan now)
        where T : notnull
    {
        if (limits is not null)
            budgets[of] = Find(budgets, of, limits).Charge(now);
    }

    private static SharedBudget Find<T>(Dictionary<T, SharedBudget> budgets, T of, RateLimits limits)
        where T : notnull => budgets.TryGetValue(of, out var known) ? known : SharedBudget.Full(limits);

    /// <summary>
    /// By what the exchange calls it, once it has told; before, by the name that a master key gives. Until then another key
    /// is alone.
    /// </summary>
    private static string NameOf(SessionKey session, AccountIdentity identity) =>
        identity is AccountIdentity.Known { Value: var told } ? $"{session.Exchange} is {told}"
        : session.Account != AccountName.OfTheKey ? $"{session.Exchange} named {session.Account}"
        : $"{session.Exchange} of {session.Alias}";
}

using System.Diagnostics;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Keys;

/// <summary>Who is known to the exchange: credentials with what is remembered about them, accounts with their books.</summary>
internal sealed class Registry
{
    private readonly Dictionary<string, Session> _sessions = [];
    private readonly SortedDictionary<string, (Account Account, OrderBook Book)> _accounts = new(
        StringComparer.Ordinal
    );
    private readonly RateLimit? _rateLimit;
    private readonly Dictionary<(RateScope Scope, string Name), RateMeter> _rates = [];
    private readonly Action<OrderEvent> _onChange;

    public Registry(SimulatorOptions options, Action<OrderEvent> onChange)
    {
        _onChange = onChange;
        _rateLimit = options.RateLimit;
        foreach (var account in options.Accounts)
            _accounts[account.Name] = (account, new OrderBook(account.Name, _onChange));
        foreach (var credential in options.Credentials)
            Set(credential);
    }

    public IEnumerable<Session> Sessions => _sessions.Values;

    public IEnumerable<OrderBook> Books => _accounts.Values.Select(entry => entry.Book);

    /// <summary>Adds a credential, or changes the settings of a known one: nonces and orders stay.</summary>
    public void Set(Credential credential)
    {
        if (_sessions.TryGetValue(credential.Alias, out var known))
            known.Credential = credential;
        else
            _sessions[credential.Alias] = new Session(credential);
        // A master key is bound to no account; alone in the world it still finds the primary one.
        if (credential is not ApiKey { IsMaster: true } || _accounts.Count == 0)
            _accounts.TryAdd(
                credential.Account,
                (new Account(credential.Account), new OrderBook(credential.Account, _onChange))
            );
    }

    /// <summary>Revokes a credential. Its orders stay on the book.</summary>
    public void Remove(string alias) => _sessions.Remove(alias);

    public Session? Find(string alias) => _sessions.GetValueOrDefault(alias);

    /// <summary>The session that the request's headers claim; nothing is verified here.</summary>
    public Session? FindSession(Request request) =>
        _sessions.Values.FirstOrDefault(session =>
            session.Credential switch
            {
                ApiKey key => request.Bearer is null && key.Key == request.ApiKey,
                OAuthToken token => token.Token == request.Bearer,
                _ => throw new UnreachableException($"{session.Credential.GetType().Name} is no known credential."),
            }
        );

    /// <summary>What the session's requests are measured by, together with others' if the scope says so; null for no limit.</summary>
    public RateMeter? RateOf(Session session, RateScope scope)
    {
        if (_rateLimit is null)
            return null;
        var measured = scope switch
        {
            RateScope.Address => (scope, ""),
            RateScope.Account when session.Key is not { IsMaster: true } => (scope, session.Credential.Account),
            RateScope.Account or RateScope.Key => (RateScope.Key, session.Alias),
        };
        if (!_rates.TryGetValue(measured, out var rate))
            _rates[measured] = rate = new RateMeter(_rateLimit);
        return rate;
    }

    public Account? FindAccount(string name) => _accounts.TryGetValue(name, out var entry) ? entry.Account : null;

    public OrderBook? FindBook(string name) => _accounts.TryGetValue(name, out var entry) ? entry.Book : null;

    /// <summary>Where the request acts: a master key names it, any other credential is bound to one.</summary>
    public static string? AccountNameFor(Session session, Payload payload) =>
        session.Key is { IsMaster: true } ? payload.Text("account") : session.Credential.Account;

    public OrderBook BookFor(Session session, Payload payload) => _accounts[AccountNameFor(session, payload)!].Book;
}

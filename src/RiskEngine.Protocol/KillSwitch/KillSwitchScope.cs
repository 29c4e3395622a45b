using System.Diagnostics.CodeAnalysis;

namespace RiskEngine.Protocol;

/// <summary>What a kill switch stops: one of the nested records.</summary>
public abstract record KillSwitchScope
{
    private KillSwitchScope() { }

    /// <summary>How wide the scope is.</summary>
    public abstract KillSwitchBreadth Breadth { get; }

    /// <summary>Whether an order request is stopped by this scope, as far as names tell.</summary>
    /// <param name="session">The session that would send it.</param>
    /// <param name="strategy">The strategy that wants it; null when none is named, which no strategy's scope covers.</param>
    public abstract bool Covers(SessionKey session, StrategyId? strategy);

    /// <summary>Whether the session's guardian has something to stop, be it one strategy's orders alone.</summary>
    public virtual bool Concerns(SessionKey session) => Covers(session, null);

    /// <summary>The scope as one word of text, which <see cref="TryParse"/> reads: such as <c>session/gemini/maker-1</c>.</summary>
    public abstract override string ToString();

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">
    /// <c>everything</c>, <c>exchange/NAME</c>, <c>account/EXCHANGE/ACCOUNT</c>, <c>session/EXCHANGE/ALIAS</c>,
    /// <c>session/EXCHANGE/ACCOUNT/ALIAS</c> or <c>strategy/NAME</c>.
    /// </param>
    /// <param name="scope">The scope; null when the text is not one.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KillSwitchScope? scope)
    {
        scope = null;
        if (text?.Split('/') is not [var kind, .. var names] || !names.All(Words.IsName))
            return false;
        scope = (kind, names) switch
        {
            ("everything", []) => Everything.Instance,
            ("exchange", [var exchange]) => new Exchange(new ExchangeName(exchange)),
            ("account", [var exchange, var account]) => new Account(
                new ExchangeName(exchange),
                new AccountName(account)
            ),
            ("session", [var exchange, var alias]) => Of(exchange, AccountName.OfTheKey, alias),
            ("session", [var exchange, var account, var alias]) => Of(exchange, new AccountName(account), alias),
            ("strategy", [var strategy]) => new Strategy(new StrategyId(strategy)),
            _ => null,
        };
        return scope is not null;

        static Session Of(string exchange, AccountName account, string alias) =>
            new(new SessionKey(new ExchangeName(exchange), account, new SessionAlias(alias)));
    }

    /// <summary>Every session of every exchange.</summary>
    public sealed record Everything : KillSwitchScope
    {
        /// <summary>The one such scope.</summary>
        public static readonly Everything Instance = new();

        private Everything() { }

        /// <inheritdoc/>
        public override KillSwitchBreadth Breadth => KillSwitchBreadth.Everything;

        /// <inheritdoc/>
        public override bool Covers(SessionKey session, StrategyId? strategy) => true;

        /// <inheritdoc/>
        public override string ToString() => "everything";
    }

    /// <summary>Every session at one exchange.</summary>
    public sealed record Exchange : KillSwitchScope
    {
        /// <summary>The exchange of this name.</summary>
        public Exchange(ExchangeName name)
        {
            ArgumentNullException.ThrowIfNull(name);
            Name = name;
        }

        /// <summary>The exchange.</summary>
        public ExchangeName Name { get; }

        /// <inheritdoc/>
        public override KillSwitchBreadth Breadth => KillSwitchBreadth.Exchange;

        /// <inheritdoc/>
        public override bool Covers(SessionKey session, StrategyId? strategy) => session.Exchange == Name;

        /// <inheritdoc/>
        public override string ToString() => $"exchange/{Name}";
    }

    /// <summary>Every session that acts, or may act, on one account.</summary>
    /// <remarks>
    /// By its name alone, as <see cref="Covers"/> goes by, these are the sessions that name the account and those that name none.
    /// The engine knows more: each session's guardian asks the exchange whose account its key acts on
    /// (<see cref="AccountIdentity"/>). A session is in the scope if its identity is that of a session which names the account, and
    /// out of it if both are known and differ. As long as either is not known, a session is in every account's scope at its
    /// exchange, whatever account it names, and the report names it in <c>UnknownAccounts</c>: stopping too much is seen at
    /// once; stopping too little is not. Where no session names the account, those that name another one and whose identity
    /// is known are out of it.
    /// </remarks>
    public sealed record Account : KillSwitchScope
    {
        /// <summary>The account of this name at the exchange.</summary>
        /// <exception cref="ArgumentException">The name is <see cref="AccountName.OfTheKey"/>, which names no account.</exception>
        // Named as the property is: Akka.NET's default serializer gives the one to the other by name.
        public Account(ExchangeName at, AccountName name)
        {
            ArgumentNullException.ThrowIfNull(at);
            ArgumentNullException.ThrowIfNull(name);
            if (name == AccountName.OfTheKey)
                throw new ArgumentException("An account needs a name.", nameof(name));
            (At, Name) = (at, name);
        }

        /// <summary>The exchange.</summary>
        public ExchangeName At { get; }

        /// <summary>The account's nickname.</summary>
        public AccountName Name { get; }

        /// <inheritdoc/>
        public override KillSwitchBreadth Breadth => KillSwitchBreadth.Account;

        /// <inheritdoc/>
        public override bool Covers(SessionKey session, StrategyId? strategy) =>
            session.Exchange == At && (session.Account == Name || session.Account == AccountName.OfTheKey);

        /// <inheritdoc/>
        public override string ToString() => $"account/{At}/{Name}";
    }

    /// <summary>One session.</summary>
    public sealed record Session : KillSwitchScope
    {
        /// <summary>The session of this key.</summary>
        public Session(SessionKey key)
        {
            ArgumentNullException.ThrowIfNull(key);
            Key = key;
        }

        /// <summary>The session.</summary>
        public SessionKey Key { get; }

        /// <inheritdoc/>
        public override KillSwitchBreadth Breadth => KillSwitchBreadth.Session;

        /// <inheritdoc/>
        public override bool Covers(SessionKey session, StrategyId? strategy) => session == Key;

        /// <inheritdoc/>
        public override string ToString() => $"session/{Key}";
    }

    /// <summary>One strategy's order entry, in whichever session it trades; the sessions' other orders stay.</summary>
    public sealed record Strategy : KillSwitchScope
    {
        /// <summary>The strategy of this name.</summary>
        public Strategy(StrategyId id)
        {
            ArgumentNullException.ThrowIfNull(id);
            Id = id;
        }

        /// <summary>The strategy.</summary>
        public StrategyId Id { get; }

        /// <inheritdoc/>
        public override KillSwitchBreadth Breadth => KillSwitchBreadth.Strategy;

        /// <inheritdoc/>
        public override bool Covers(SessionKey session, StrategyId? strategy) => strategy == Id;

        /// <inheritdoc/>
        public override bool Concerns(SessionKey session) => true;

        /// <inheritdoc/>
        public override string ToString() => $"strategy/{Id}";
    }
}

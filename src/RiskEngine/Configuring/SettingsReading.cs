namespace RiskEngine;

/// <summary>Turns the section <c>risk-engine</c> into settings, collecting every fault on the way.</summary>
internal static class SettingsReading
{
    /// <param name="root">The section, defaults in it; faults found before are in it too, and are added to.</param>
    /// <param name="aliases">The sessions.</param>
    /// <param name="fingerprint">Stands for all of it.</param>
    /// <param name="secrets">Where the secrets are.</param>
    /// <param name="exchanges">The exchanges that sessions may name.</param>
    /// <returns>The settings; null: there is a fault.</returns>
    internal static RiskEngineSettings? Of(
        SectionReader root,
        IEnumerable<string> aliases,
        RowHash fingerprint,
        ISecretSource secrets,
        IReadOnlyList<IExchange> exchanges
    )
    {
        var faults = root.Faults;
        var guardian = root.Section("guardian");
        var limits = Limits(guardian);
        if (limits.DefaultDeadline > limits.LongestDeadline)
            guardian.Fault("default-deadline", "must not be above longest-deadline.", 0);
        if (limits.RetryFirst > limits.RetryLongest)
            guardian.Fault("retry-first", "must not be above retry-longest.", 0);
        if (limits.HedgeAfter >= limits.AttemptTimeout)
            guardian.Fault("hedge-after", "must be below attempt-timeout, or a second request would never help.", 0);
        if (limits.HeartbeatAfter >= TimeSpan.FromSeconds(30))
            guardian.Fault("heartbeat-after", "must be below 30s, after which the exchange cancels.", 0);
        var node = NodeSettings.Read(root, limits, new NodeSecrets(secrets, faults));
        limits = limits with { MaxEngineCancels = GuardianLimits.RoomFor(node.KillSwitch.MostRunning) };
        var supervision = Supervision(root.Section("supervision"));
        var service = ServiceSettings.Read(root.Section("service"));
        var simulator = SimulatorSettings.Read(root.Section("simulator"));
        var byName = exchanges.ToDictionary(exchange => exchange.Name);
        var rehearsals = guardian.Count("rehearsals", 0, 10_000);
        var accountRate = SharedRate(guardian.Section("account-rate"));
        var addressRate = SharedRate(guardian.Section("address-rate"));
        var sessions = new List<SessionSettings>();
        var killKeys = new Dictionary<string, string>();
        foreach (var alias in aliases)
        {
            var reader = root.Session(alias);
            if (Session(alias, reader, root.Section("gemini"), limits, secrets, byName, faults) is { } session)
                sessions.Add(session);
            if (reader.Section("escalation").Text("account-cancel-with") is { Length: > 0 } killKey)
                killKeys.Add(alias, killKey);
        }

        if (faults.Count == 0)
            sessions = KillKeys.Join(
                sessions,
                killKeys,
                (alias, why) => root.Session(alias).Fault("escalation.account-cancel-with", why, 0)
            );

        if (sessions.Count == 0 && faults.Count == 0)
            root.Fault("sessions", "names no session: there is nothing to guard.", 0);
        return faults.Count == 0
            ? new RiskEngineSettings(sessions.ToValueList(), byName, supervision, node, fingerprint)
            {
                Rehearsals = rehearsals,
                AccountRate = accountRate,
                AddressRate = addressRate,
                Service = service,
                Simulator = simulator,
            }
            : null;
    }

    private static SessionSettings? Session(
        string alias,
        SectionReader session,
        SectionReader gemini,
        GuardianLimits limits,
        ISecretSource secrets,
        Dictionary<ExchangeName, IExchange> exchanges,
        List<ConfigurationFault> faults
    )
    {
        var before = faults.Count;
        var account = session.Text("account");
        if (account.Length > 0 && !SessionAlias.IsValid(account))
            session.Fault("account", $"'{account}' is no account's nickname.", 0);
        var name = session.Text("exchange");
        var exchange = exchanges.Values.FirstOrDefault(known => known.Name.Value == name);
        if (exchange is null)
            session.Fault("exchange", $"'{name}' must be one of: {string.Join(", ", exchanges.Keys)}.", 0);
        var address = gemini.Address("rest-base-address", "an absolute address", _ => true);
        var settings = limits with
        {
            Verification = session.Choice(
                "verification",
                ("none", VerificationMode.None),
                ("own-orders", VerificationMode.OwnOrders),
                ("account", VerificationMode.Account)
            ),
            AccountIsOurs = session.Switch("account-is-ours"),
            ClientOrderIdPrefix = session.Text("client-order-id-prefix"),
            RequiresHeartbeat = session.Switch("require-heartbeat"),
            CancelOnStart = session.Switch("cancel-on-start"),
            EscalatesToAccount = session.Section("escalation").Switch("account-cancel"),
            WithholdsHeartbeat = session.Section("escalation").Switch("withhold-heartbeat"),
            CancelOnStrategyLoss = session.Switch("cancel-on-strategy-loss"),
        };
        var (nonceMode, nonceLimits, nonceJson) = Nonces(session.Section("nonce"));
        settings = settings with { NonceBlock = NonceBlock(session.Section("nonce"), nonceMode, nonceLimits) };
        var (requestTimeout, connectTimeout) = (gemini.Duration("request-timeout"), gemini.Duration("connect-timeout"));
        var maxAnswer = gemini.Count("max-answer-bytes", 1024, 64 * 1024 * 1024);
        var readsHistory = gemini.Switch("order-history");
        var wholeLists = gemini.Choice(
            "whole-lists",
            ("none", WholeLists.None),
            ("spot", WholeLists.Spot),
            ("all", WholeLists.All)
        );
        var rereadEvery = gemini.Duration("token-reread");
        var credentials = SessionSecrets.Read(alias, secrets, faults);
        if (credentials is SessionCredentials.BearerToken token)
            credentials = token with { RereadEvery = rereadEvery };
        if (faults.Count > before || exchange is null || address is null || credentials is null)
            return null;
        var key = new SessionKey(
            exchange.Name,
            account.Length == 0 ? AccountName.OfTheKey : new AccountName(account),
            new SessionAlias(alias)
        );
        var exchangeSession = new ExchangeSession(
            key,
            address,
            requestTimeout,
            connectTimeout,
            maxAnswer,
            nonceJson,
            credentials
        )
        {
            ReadsOrderHistory = readsHistory,
            WholeLists = wholeLists,
        };
        faults.AddRange(
            exchange
                .Validate(exchangeSession)
                .Select(fault => fault with { Key = FullKey(alias, session, gemini, fault.Key) })
        );
        if (settings is { WithholdsHeartbeat: true, RequiresHeartbeat: false })
            session.Fault(
                "escalation.withhold-heartbeat",
                "needs require-heartbeat = on: without it the exchange waits for no heartbeat.",
                0
            );
        if (settings is { AccountIsOurs: true, Verification: not VerificationMode.Account })
            session.Fault(
                "account-is-ours",
                "needs verification = account: elsewhere the account's orders are not looked at.",
                0
            );
        return new SessionSettings(exchangeSession, settings, nonceMode, nonceLimits)
        {
            CancelOnStop = session.Switch("cancel-on-stop"),
        };
    }

    /// <summary>An exchange names what is wrong by the last part of the key; here is the whole of it.</summary>
    private static string FullKey(string alias, SectionReader session, SectionReader gemini, string key) =>
        key switch
        {
            "account" or "nonce.json" => session.Full(key),
            _ when key.All(char.IsAsciiLetterUpper) => SessionSecrets.Name(alias, key),
            _ => gemini.Full(key),
        };

    private static (NonceMode, NonceLimits, NonceJson) Nonces(SectionReader nonce)
    {
        var mode = Mode(nonce);
        var json = nonce.Choice("json", ("number", NonceJson.Number), ("string", NonceJson.String));
        var (lead, timeBasedLead) = (nonce.Duration("max-lead"), nonce.Duration("time-based-max-lead"));
        if (timeBasedLead >= TimeSpan.FromSeconds(30))
            nonce.Fault("time-based-max-lead", "must be below 30s, the exchange's window.", 0);
        var most = mode is NonceMode.TimeBased ? timeBasedLead : lead;
        return (mode, new NonceLimits(most, most * nonce.Fraction("order-share")), json);
    }

    private static NonceMode Mode(SectionReader nonce)
    {
        var isTimeBased = nonce.Choice("mode", ("increasing", false), ("time-based", true));
        var unit = nonce.Choice(
            "unit",
            ("auto", "auto"),
            ("seconds", "seconds"),
            ("fractional", "fractional"),
            ("milliseconds", "milliseconds"),
            ("microseconds", "microseconds")
        );
        NonceMode? mode = (isTimeBased, unit) switch
        {
            (true, "auto" or "seconds") => new NonceMode.TimeBased(TimeNonceUnit.Seconds),
            (true, "fractional") => new NonceMode.TimeBased(TimeNonceUnit.Fractional),
            (true, "milliseconds") => new NonceMode.TimeBased(TimeNonceUnit.Milliseconds),
            (false, "auto" or "milliseconds") => new NonceMode.Increasing(NonceUnit.Milliseconds),
            (false, "microseconds") => new NonceMode.Increasing(NonceUnit.Microseconds),
            _ => null,
        };
        return mode
            ?? nonce.Fault<NonceMode>(
                "unit",
                isTimeBased
                    ? "must be auto, seconds, fractional or milliseconds where mode = time-based."
                    : "must be auto, milliseconds or microseconds where mode = increasing.",
                new NonceMode.Increasing(NonceUnit.Milliseconds)
            );
    }

    private static TimeSpan NonceBlock(SectionReader nonce, NonceMode mode, NonceLimits limits)
    {
        var (block, timeBased) = (nonce.Duration("reserve-ahead"), nonce.Duration("time-based-reserve-ahead"));
        var (key, chosen) =
            mode is NonceMode.TimeBased ? ("time-based-reserve-ahead", timeBased) : ("reserve-ahead", block);
        if (chosen >= limits.MaxLead)
            nonce.Fault(key, "must be below the largest lead, or a restart would have to wait for the clock.", 0);
        return chosen;
    }

    private static SupervisionSettings Supervision(SectionReader section)
    {
        var settings = new SupervisionSettings(
            section.Count("sender-restarts", 0, 100),
            section.Duration("within"),
            section.Duration("reopen-first"),
            section.Duration("reopen-longest"),
            section.Duration("forget-after")
        );
        if (settings.ReopenFirst > settings.ReopenLongest)
            section.Fault("reopen-first", "must not be above reopen-longest.", 0);
        return settings;
    }

    private static RateLimits Rate(SectionReader section) =>
        new(
            section.Count("requests-per-second", 1, 1_000),
            section.Count("burst", 2, 10_000),
            section.Fraction("cancel-share")
        );

    private static RateLimits? SharedRate(SectionReader section)
    {
        var isOff = section.Text("requests-per-second") == "off";
        var rate = new RateLimits(
            isOff ? 1 : section.Count("requests-per-second", 1, 10_000),
            section.Count("burst", 2, 100_000),
            section.Fraction("cancel-share")
        );
        if (rate.CancelShare is <= 0 or >= 1)
            section.Fault("cancel-share", "must be above 0 and below 1: each part needs slots of its own.", 0);
        return isOff ? null : rate;
    }

    private static GuardianLimits Limits(SectionReader section) =>
        new()
        {
            DefaultDeadline = section.Duration("default-deadline"),
            LongestDeadline = section.Duration("longest-deadline"),
            MaxPendingCancels = section.Count("max-pending-cancels", 1, 100_000),
            MaxAttemptsTold = section.Count("max-attempts-told", 8, 10_000),
            MaxGivenUp = section.Count("max-given-up", 1, 10_000),
            AttemptTimeout = section.Duration("attempt-timeout"),
            HedgeAfter = section.Duration("hedge-after"),
            RetryFirst = section.Duration("retry-first"),
            RetryLongest = section.Duration("retry-longest"),
            RateLimitPause = section.Duration("rate-limit-pause"),
            Verification = VerificationMode.Account,
            VerifyPause = section.Duration("verify-pause"),
            ListLagLimit = section.Duration("list-lag-limit"),
            YoungOrderAge = section.Duration("young-order-age"),
            MaxOrdersAsked = section.Count("max-orders-asked", 0, 10_000),
            LedgerWriteBehind = section.Duration("ledger-write-behind"),
            LeftoverLooks = section.Count("leftover-looks", 1, 1_000),
            ClientOrderIdPrefix = "",
            MaxOwnOrders = section.Count("max-own-orders", 1, 1_000_000),
            MaxQueuedRequests = section.Count("max-queued-requests", 1, 100_000),
            MaxQueueWait = section.Duration("max-queue-wait"),
            ClockSkewLimit = section.Duration("clock-skew-limit"),
            LookAfter = section.Duration("look-after"),
            Preflight = section.Switch("preflight"),
            RequiresHeartbeat = false,
            HeartbeatAfter = section.Duration("heartbeat-after"),
            MaxStrategies = section.Count("max-strategies", 1, 10_000),
            CancelOnStrategyLoss = false,
            CancelOnStart = false,
            EscalatesToAccount = false,
            WithholdsHeartbeat = false,
            NonceBlock = TimeSpan.Zero,
            Rate = Rate(section.Section("rate")),
            DrainQueue = section.Switch("drain-queue"),
            RememberedAnswers = section.Count("remembered-answers", 0, 1_000_000),
            RememberedOrders = section.Count("remembered-orders", 0, 10_000_000),
        };
}

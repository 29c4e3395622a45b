namespace RiskEngine.Core.Tests;

/// <summary>The values that every story starts from.</summary>
internal static class Given
{
    internal static readonly SessionKey Session = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    internal static readonly DateTimeOffset Noon = new(2025, 3, 14, 12, 0, 0, TimeSpan.Zero);

    internal static readonly NonceMode Milliseconds = new NonceMode.Increasing(NonceUnit.Milliseconds);
    internal static readonly NonceMode Microseconds = new NonceMode.Increasing(NonceUnit.Microseconds);
    internal static readonly NonceMode Seconds = new NonceMode.TimeBased();

    internal static readonly NonceLimits WideLead = new(TimeSpan.FromHours(2), TimeSpan.FromHours(1));
    internal static readonly NonceLimits NarrowLead = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));

    internal static readonly GuardianLimits Limits = new()
    {
        DefaultDeadline = TimeSpan.FromSeconds(10),
        LongestDeadline = TimeSpan.FromSeconds(60),
        MaxPendingCancels = 2000,
        LookAfter = null,
        MaxAttemptsTold = 1000,
        MaxGivenUp = 10,
        AttemptTimeout = TimeSpan.FromSeconds(3),
        HedgeAfter = TimeSpan.FromMilliseconds(400),
        RetryFirst = TimeSpan.FromMilliseconds(50),
        RetryLongest = TimeSpan.FromSeconds(1),
        RateLimitPause = TimeSpan.FromSeconds(1),
        Verification = VerificationMode.None,
        VerifyPause = TimeSpan.FromMilliseconds(100),
        ListLagLimit = TimeSpan.FromSeconds(2),
        YoungOrderAge = TimeSpan.FromSeconds(1),
        MaxOrdersAsked = 100,
        LeftoverLooks = 3,
        LedgerWriteBehind = TimeSpan.FromMilliseconds(40),
        ClientOrderIdPrefix = "",
        MaxOwnOrders = 100,
        MaxQueuedRequests = 10,
        MaxQueueWait = TimeSpan.FromSeconds(60),
        ClockSkewLimit = TimeSpan.FromDays(10_000),
        Preflight = false,
        RequiresHeartbeat = false,
        HeartbeatAfter = TimeSpan.FromSeconds(15),
        MaxStrategies = 3,
        CancelOnStrategyLoss = true,
        CancelOnStart = false,
        EscalatesToAccount = false,
        WithholdsHeartbeat = false,
        NonceBlock = TimeSpan.Zero,
        Rate = new RateLimits(PerSecond: 1000, Burst: 10_000, CancelShare: 0.2),
        DrainQueue = true,
        RememberedAnswers = 100,
    };

    internal static readonly GuardianLimits OwnOrdersLimits = Limits with { Verification = VerificationMode.OwnOrders };
    internal static readonly GuardianLimits AccountLimits = Limits with { Verification = VerificationMode.Account };

    internal static readonly StoreFailure FullStore = new(StoreFault.Full, "no room left");

    internal static NonceLimits LeadFor(NonceMode mode) => mode is NonceMode.TimeBased ? NarrowLead : WideLead;

    internal static CancelSession Cancel(string id, TimeSpan? deadline = null) =>
        new(
            Session,
            new CommandId(id),
            null,
            new RequestedBy.Person("trader"),
            new Reason("risk limit reached"),
            deadline
        );

    internal static Engagement Engagement(long epoch) =>
        new(
            new EngagementId(new NodeName("node-1"), new EngineRunId(1), epoch),
            new Epoch(epoch),
            KillSwitchScope.Everything.Instance,
            new RequestedBy.Person("risk-officer"),
            new Reason($"loss limit, {epoch}"),
            DateTimeOffset.UnixEpoch
        );

    internal static SubmitPrivateRequest Order(string id) =>
        new(
            Session,
            new CommandId(id),
            new StrategyId("strategy-1"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );

    /// <summary>An order under a name, for an exchange that can be asked by it.</summary>
    internal static SubmitPrivateRequest NamedOrder(string id, string name) =>
        new(
            Session,
            new CommandId(id),
            new StrategyId("strategy-1"),
            new PrivateEndpoint("/v1/order/new"),
            new RequestFields([new RequestField.Text("name", name)])
        );

    /// <summary>The exchange can be asked by the names of <see cref="NamedOrder"/>.</summary>
    internal static readonly ExchangeCapabilities KnowsNames = ExchangeCapabilities.None with
    {
        NameOf = request =>
            request.Fields.Fields.OfType<RequestField.Text>().FirstOrDefault() is { } field
                ? new ClientOrderId(field.Value)
                : null,
    };

    /// <summary>An order of a kind that lists do not show.</summary>
    internal static SubmitPrivateRequest HiddenOrder(string id) =>
        Order(id) with
        {
            Endpoint = new PrivateEndpoint("/v1/hidden/order"),
        };

    /// <summary>An exchange whose lists do not show those.</summary>
    internal static bool OrdersWithoutHidden(PrivateEndpoint? enteredBy) => enteredBy == Order("any").Endpoint;

    internal static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    internal static TimeSpan Sec(double seconds) => TimeSpan.FromSeconds(seconds);

    internal static ValueList<OrderId> Ids(params ulong[] ids) => ids.Select(id => new OrderId(id)).ToValueList();
}

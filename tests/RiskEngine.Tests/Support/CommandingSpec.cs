namespace RiskEngine.Tests.Support;

/// <summary>A spec whose people and strategies give commands, each under an id of its own.</summary>
public abstract class CommandingSpec
{
    private protected static readonly SessionKey Maker = Key("maker-1");
    private protected static readonly SessionKey Taker = Key("taker-1");
    private protected static readonly StrategyId Quoter = new("quoter");
    private protected static readonly RequestedBy.Person Ann = new("ann");
    private protected static readonly KillSwitchScope Everything = KillSwitchScope.Everything.Instance;
    private protected static readonly KillSwitchScope MakerAlone = new KillSwitchScope.Session(Maker);
    private static readonly Reason Why = new("a test");

    private int _commands;

    private protected static SessionKey Key(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));

    private protected CancelSession Cancel(SessionKey session, TimeSpan? deadline = null) =>
        new(session, Next("cancel"), null, Ann, Why, deadline);

    private protected SubmitPrivateRequest Order(SessionKey session) =>
        new(session, Next("order"), Quoter, new PrivateEndpoint("/v1/order/new"), RequestFields.None);

    private protected LeaseNonce Lease(SessionKey session) => new(session, Next("lease"), Quoter);

    private protected EngageKillSwitch Engage(KillSwitchScope scope, TimeSpan? deadline = null) =>
        new(scope, Next("engage"), Ann, Why, deadline);

    private protected ResetKillSwitch Reset(EngagementId engagement, RequestedBy.Person? person = null) =>
        new([engagement], Next("reset"), person ?? Ann, Why);

    private CommandId Next(string name) => new($"{name}-{++_commands}");
}

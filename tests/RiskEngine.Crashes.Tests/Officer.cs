using Akka.Actor;

namespace RiskEngine.Crashes.Tests;

/// <summary>Has both sessions trade, engages and resets when told to, and says what it hears.</summary>
internal sealed class Officer : ReceiveActor, IWithTimers
{
    private static readonly RequestedBy.Person Person = new("officer");
    private static readonly KillSwitchScope Everything = KillSwitchScope.Everything.Instance;

    private readonly HashSet<SessionKey> _heard = [];
    private readonly HashSet<SessionKey> _flowing = [];
    private readonly Dictionary<CommandId, bool> _sentWhileEngaged = [];
    private readonly RiskEngineHandle _engine;
    private bool _isEngaged;
    private int _commands;

    public Officer(RiskEngineHandle engine)
    {
        _engine = engine;
        Receive<string>(
            order => order == "engage",
            _ =>
                engine.KillSwitch.Tell(
                    new EngageKillSwitch(Everything, Next("engage"), Person, new Reason("a crash is near"))
                )
        );
        Receive<string>(order => order == "reset", _ => engine.KillSwitch.Tell(GetKillSwitch.Instance));
        Receive<KillSwitchStatus>(status =>
            engine.KillSwitch.Tell(
                new ResetKillSwitch(
                    status.State is KillSwitchState.Engaged engaged
                        ? engaged.Engagements.Select(x => x.Id).ToValueList()
                        : [],
                    Next("reset"),
                    Person,
                    new Reason("on with it")
                )
            )
        );
        Receive<KillSwitchEngaged>(engaged =>
        {
            _isEngaged = true;
            Program.Say($"engaged {engaged.Durability}");
        });
        Receive<KillSwitchCompleted>(_ => Program.Say("completed"));
        Receive<KillSwitchIncomplete>(incomplete => Program.Say($"incomplete {incomplete.Missing[0].Reason}"));
        Receive<KillSwitchReset>(reset =>
        {
            Program.Say(reset.State is KillSwitchState.Clear ? "reset" : "VIOLATION still engaged after the reset");
            _isEngaged = false;
        });
        Receive<KillSwitchResetDenied>(denied => Program.Say($"VIOLATION reset denied: {denied.Reason}"));
        Receive<PrivateRequestOutcome>(Heard);
        Receive<SessionKey>(Place);
        foreach (var session in engine.Guardians.Keys)
            Place(session);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private void Heard(PrivateRequestOutcome outcome)
    {
        _sentWhileEngaged.Remove(outcome.Command, out var wasEngaged);
        if (wasEngaged && outcome is not PrivateRequestDenied)
            Program.Say(
                $"VIOLATION {outcome.GetType().Name} for an order that was given after the engagement was told"
            );
        if (_heard.Add(outcome.Session))
            Program.Say($"first {outcome.Session.Alias} {Word(outcome)}");
        if (outcome is PrivateRequestAnswered && _flowing.Add(outcome.Session))
            Program.Say($"flowing {outcome.Session.Alias}");
        if (outcome is PrivateRequestDenied)
            Timers.StartSingleTimer(outcome.Session, outcome.Session, TimeSpan.FromMilliseconds(5));
        else
            Place(outcome.Session);
    }

    private void Place(SessionKey session)
    {
        var id = Next("order");
        _sentWhileEngaged[id] = _isEngaged;
        _engine.Router.Tell(
            new SubmitPrivateRequest(
                session,
                id,
                new StrategyId("quoter"),
                new PrivateEndpoint("/v1/order/new"),
                new RequestFields([
                    new RequestField.Text("symbol", "btcusd"),
                    new RequestField.Text("amount", "0.01"),
                    new RequestField.Text("price", "50000"),
                    new RequestField.Text("side", "buy"),
                    new RequestField.Text("type", "exchange limit"),
                ])
            )
        );
    }

    private CommandId Next(string what) => new($"{what}-{++_commands}");

    private static string Word(PrivateRequestOutcome outcome) =>
        outcome is PrivateRequestDenied denied ? $"Denied {denied.Reason}" : outcome.GetType().Name;
}

using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;
using static RiskEngine.Core.Tests.SwitchScript;

namespace RiskEngine.Core.Tests;

/// <summary>Random stories of one switch, checked against what must hold in every one.</summary>
public sealed class SwitchStoriesSpec
{
    private const int Stories = 100;

    private static readonly KillSwitchScope[] Scopes =
    [
        Everything,
        MakerOnly,
        new KillSwitchScope.Exchange(ExchangeName.Gemini),
        new KillSwitchScope.Strategy(new StrategyId("grid")),
    ];

    [Fact]
    public void Answers_must_come_once_and_gates_never_open_but_by_a_stored_reset_in_any_order_of_things()
    {
        Seeds.Run(Seeds.From(1, Stories), seed => new Story(seed).Run());
    }

    private sealed class Story
    {
        private readonly Random _random;
        private readonly SwitchScript _it;
        private readonly Dictionary<CommandId, int> _reports = [];
        private readonly HashSet<KillSwitchRecord> _kept = [];
        private readonly Dictionary<SessionKey, KillSwitchState> _gates = [];
        private readonly List<Action> _later = [];
        private readonly HashSet<Engagement> _engaged = [];
        private readonly ResetApprovals _approvals;

        internal Story(int seed)
        {
            _random = new Random(seed);
            _approvals = _random.Next(2) == 0 ? ResetApprovals.OnePerson : ResetApprovals.TwoPeople;
            var reading =
                _random.Next(3) == 0
                    ? new KillSwitchReading.Failed(Failure(StoreFault.Locked))
                    : (KillSwitchReading)new KillSwitchReading.Complete(KillSwitchHistory.Empty);
            _it = new SwitchScript(Usual with { Approvals = _approvals }, reading);
        }

        internal void Run()
        {
            Take();
            for (var step = 0; step < 60; step++)
            {
                Step();
                Take();
                Check();
            }

            // In the end everything that is out comes back, and time passes.
            while (_later.Count > 0)
                Happen();
            _it.Passes(Sec(120));
            Take();
            Check();
            _reports.Values.ShouldAllBe(reports => reports == 1, $"one report a command");
        }

        private void Step()
        {
            switch (_random.Next(9))
            {
                case 0 or 1:
                    var command = _it.Engages(Scopes[_random.Next(Scopes.Length)]);
                    _reports.Add(command.Id, 0);
                    break;
                case 2:
                    _it.Resets(
                        Scopes[_random.Next(Scopes.Length)],
                        _random.Next(1, 8),
                        new RequestedBy.Person($"person-{_random.Next(3)}")
                    );
                    break;
                case 3:
                    _it.Passes(Ms(_random.Next(3_000)));
                    break;
                case 4:
                    _it.Feed(new SwitchInput.GuardianUp(_random.Next(2) == 0 ? Maker : Taker));
                    break;
                case 5:
                    _it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of(_kept)));
                    break;
                default:
                    if (_later.Count > 0)
                        Happen();
                    break;
            }
        }

        private void Happen()
        {
            var at = _random.Next(_later.Count);
            var next = _later[at];
            _later.RemoveAt(at);
            next();
            Take();
        }

        private void Take()
        {
            var effects = _it.Unclaimed.ToList();
            _it.Forget();
            foreach (var effect in effects)
                switch (effect)
                {
                    case SwitchEffect.SetGate set:
                        _gates[set.Session] = set.Switch;
                        var gate = new SessionGate(set.Session, set.Switch.Concerning(set.Session));
                        _later.Add(() => _it.Feed(new SwitchInput.GateKnown(gate)));
                        break;
                    case SwitchEffect.Cancel cancel:
                        _later.Add(() =>
                            _it.Ends(
                                cancel.Command,
                                _random.Next(3) == 0
                                    ? Unconfirmed(cancel.Command, SessionCancelUnconfirmedReason.EngineStopped)
                                    : Canceled(cancel.Command)
                            )
                        );
                        break;
                    case SwitchEffect.StopStrategy stop:
                        _later.Add(() => _it.Ends(stop.Command));
                        break;
                    case SwitchEffect.Store store:
                        _later.Add(() => Answer(store.Record));
                        break;
                    case SwitchEffect.ReadLog:
                        _later.Add(() => _it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of(_kept))));
                        break;
                    case SwitchEffect.Audit { Entry: AuditEntry.Engaged engaged }:
                        _engaged.Add(engaged.Engagement);
                        break;
                    case SwitchEffect.Tell
                    {
                        Event: KillSwitchCompleted or KillSwitchIncomplete or KillSwitchMatchesNothing
                    } tell:
                        _reports[tell.Command]++;
                        break;
                    case SwitchEffect.Tell
                    {
                        Event: KillSwitchEngaged { Durability: KillSwitchDurability.ThisNode } said
                    }:
                        _kept.ShouldContain(new KillSwitchRecord.Engage(said.Engagement), $"I5");
                        break;
                }
        }

        private void Answer(KillSwitchRecord record)
        {
            if (_random.Next(4) == 0)
            {
                _it.FailsToKeep(record);
                return;
            }

            _kept.Add(record);
            _it.Keeps(record);
        }

        /// <summary>An engagement holds at every gate that it concerns until enough different people have stored that they want it cleared.</summary>
        private void Check()
        {
            foreach (var engagement in _engaged)
            {
                var people = _kept
                    .OfType<KillSwitchRecord.Reset>()
                    .Where(reset => reset.Cleared.Contains(engagement))
                    .Select(reset => reset.Person.Name)
                    .Distinct()
                    .Count();
                if (people >= (int)_approvals)
                    continue;
                foreach (var (session, gate) in _gates)
                    if (engagement.Scope.Concerns(session))
                        (
                            gate is KillSwitchState.Unreadable
                            || (gate is KillSwitchState.Engaged engaged && engaged.Engagements.Contains(engagement))
                        ).ShouldBeTrue($"I4, I5: {engagement} at {session}");
            }
        }
    }
}

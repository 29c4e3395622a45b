using RiskEngine.Core.Tests.Placing;
using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests.Cases;

/// <summary>Each answer of a store changes something that can be named, or leaves it to be asked again.</summary>
public sealed class StoreCasesSpec
{
    private static readonly ClusterNode Node = Cluster.Node(1, Cluster.Sessions(1));
    private static readonly SessionLease Lease = new(Cluster.Session(1), FencingToken.First, TimeSpan.FromSeconds(1));
    private static readonly StoreFailure Gone = SwitchScript.Failure(StoreFault.Unavailable);

    [Fact]
    public void Every_answer_to_joining_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<RosterJoin>(
            new Dictionary<Type, Action>
            {
                [typeof(RosterJoin.Joined)] = () => new Placed().State.Is.ShouldBe(PlacingState.Standing.Member),
                [typeof(RosterJoin.Failed)] = () =>
                {
                    var node = new Placed(isMember: false);
                    node.Hears(new PlacingInput.JoinEnded(new RosterJoin.Failed(Gone)));
                    node.State.Is.ShouldBe(PlacingState.Standing.Joining);
                    node.PassesARound().ShouldContain(new PlacingEffect.Join());
                },
            }
        );

    [Fact]
    public void Every_answer_to_a_beat_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<RosterBeat>(
            new Dictionary<Type, Action>
            {
                [typeof(RosterBeat.Heard)] = () =>
                    new Placed().Beats().ShouldContain(new PlacingEffect.Acquire(Lease.Session, null)),
                [typeof(RosterBeat.Replaced)] = () =>
                    new Placed()
                        .Hears(new PlacingInput.BeatEnded(new RosterBeat.Replaced()))
                        .ShouldContain(new PlacingEffect.NameTaken()),
                [typeof(RosterBeat.Failed)] = () =>
                {
                    var node = new Placed();
                    node.Hears(new PlacingInput.BeatEnded(new RosterBeat.Failed(Gone))).ShouldBeEmpty();
                    node.PassesARound().OfType<PlacingEffect.Beat>().ShouldHaveSingleItem();
                },
            }
        );

    [Fact]
    public void Every_reading_of_the_leases_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<LeasesReading>(
            new Dictionary<Type, Action>
            {
                [typeof(LeasesReading.Known)] = () => new Placed().State.Watch.ShouldNotBeNull(),
                [typeof(LeasesReading.Failed)] = () =>
                {
                    var node = new Placed();
                    node.Hears(new PlacingInput.ReadEnded(new LeasesReading.Failed(Gone)));
                    node.State.Watch.ShouldBeNull();
                },
            }
        );

    [Fact]
    public void Every_answer_about_a_lease_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<LeaseAcquisition>(
            new Dictionary<Type, Action>
            {
                [typeof(LeaseAcquisition.Granted)] = () =>
                    Asked(new LeaseAcquisition.Granted(Lease)).State.Seats.Values.Single().Lease.ShouldBe(Lease),
                [typeof(LeaseAcquisition.Taken)] = () =>
                    MustAskAgain(Asked(new LeaseAcquisition.Taken(Cluster.Holder(1, 2)))),
                [typeof(LeaseAcquisition.Failed)] = () => MustAskAgain(Asked(new LeaseAcquisition.Failed(Gone))),
            }
        );

    [Fact]
    public void Every_answer_about_leases_that_go_on_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<LeaseRenewal>(
            new Dictionary<Type, Action>
            {
                [typeof(LeaseRenewal.Answered)] = () =>
                    Asked(new LeaseAcquisition.Granted(Lease))
                        .Hears(new PlacingInput.RenewEnded([Lease], new LeaseRenewal.Answered([])))
                        .ShouldContain(new PlacingEffect.FenceOut(Lease)),
                [typeof(LeaseRenewal.Failed)] = () =>
                {
                    var node = Asked(new LeaseAcquisition.Granted(Lease));
                    node.Hears(new PlacingInput.RenewEnded([Lease], new LeaseRenewal.Failed(Gone))).ShouldBeEmpty();
                    node.State.Seats.Values.Single().Phase.ShouldBe(PlacingState.SeatPhase.Running);
                },
            }
        );

    [Fact]
    public void Every_answer_to_a_record_that_is_stored_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<KillSwitchAppend>(
            new Dictionary<Type, Action>
            {
                [typeof(KillSwitchAppend.Kept)] = () =>
                {
                    var desk = new SwitchScript();
                    var command = desk.Engages(Everything);
                    desk.Keeps(desk.MustHaveStored(), KillSwitchDurability.ThisNode);
                    desk.MustTell<KillSwitchEngaged>(command.Id).Durability.ShouldBe(KillSwitchDurability.ThisNode);
                },
                [typeof(KillSwitchAppend.Failed)] = () =>
                {
                    var desk = new SwitchScript();
                    var command = desk.Engages(Everything);
                    desk.FailsToKeep(desk.MustHaveStored());
                    desk.MustTell<KillSwitchEngaged>(command.Id).Durability.ShouldBe(KillSwitchDurability.ThisProcess);
                },
            }
        );

    [Fact]
    public void Every_reading_of_the_record_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<KillSwitchReading>(
            new Dictionary<Type, Action>
            {
                [typeof(KillSwitchReading.Complete)] = () =>
                    Read(new KillSwitchReading.Complete(EngagedOnce())).ShouldBeOfType<KillSwitchState.Engaged>(),
                [typeof(KillSwitchReading.Failed)] = () =>
                    Read(new KillSwitchReading.Failed(SwitchScript.Failure(StoreFault.Replaced)))
                        .ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.Replaced)),
            }
        );

    [Fact]
    public void Every_decision_over_a_reset_must_say_what_holds_after_it() =>
        ClosedUnions.EachMustHaveAStory<ResetDecision>(
            new Dictionary<Type, Action>
            {
                [typeof(ResetDecision.Clears)] = () =>
                    Reset(EngagedOnce(), Everything, 1)
                        .ShouldBeOfType<ResetDecision.Clears>()
                        .After.State()
                        .ShouldBe(KillSwitchState.Clear.Instance),
                [typeof(ResetDecision.Waits)] = () =>
                    Reset(EngagedOnce(), Everything, 1, approvals: ResetApprovals.TwoPeople)
                        .ShouldBeOfType<ResetDecision.Waits>()
                        .After.State(ResetApprovals.TwoPeople)
                        .ShouldBeOfType<KillSwitchState.Engaged>(),
                [typeof(ResetDecision.Denied)] = () =>
                    Reset(KillSwitchHistory.Empty, Everything, 1)
                        .ShouldBe(new ResetDecision.Denied(KillSwitchResetDeniedReason.UnknownEngagement)),
            }
        );

    [Fact]
    public void Every_grant_of_a_nonce_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<NonceGrant>(
            new Dictionary<Type, Action>
            {
                [typeof(NonceGrant.Minted)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.ReceivesOrder("o1");
                    guardian.MustHaveSentOrder().Nonce.ShouldBe(guardian.State.Nonces.Last!.Value);
                },
                [typeof(NonceGrant.Exhausted)] = () =>
                    new NonceSequence(
                        new NonceMode.TimeBased(),
                        new NonceLimits(Given.Sec(20), Given.Sec(2)),
                        new Nonce(Given.Noon.ToUnixTimeSeconds() + 27)
                    )
                        .Mint(Given.Noon, Lane.Order)
                        .ShouldBe(new NonceGrant.Exhausted(Given.Sec(26))),
            }
        );

    [Fact]
    public void Every_scope_must_stop_the_sessions_that_it_names_and_no_others() =>
        ClosedUnions.EachMustHaveAStory<KillSwitchScope>(
            new Dictionary<Type, Action>
            {
                [typeof(KillSwitchScope.Everything)] = () => Stops(Everything).ShouldBe((true, true, true)),
                [typeof(KillSwitchScope.Exchange)] = () =>
                    Stops(new KillSwitchScope.Exchange(ExchangeName.Gemini)).ShouldBe((true, true, true)),
                [typeof(KillSwitchScope.Account)] = () =>
                    Stops(new KillSwitchScope.Account(ExchangeName.Gemini, new AccountName("desk-2")))
                        .Other.ShouldBeFalse(),
                [typeof(KillSwitchScope.Session)] = () => Stops(MakerOnly).ShouldBe((true, true, false)),
                [typeof(KillSwitchScope.Strategy)] = () =>
                    Stops(new KillSwitchScope.Strategy(new StrategyId("grid"))).ShouldBe((true, false, true)),
            }
        );

    private static (bool Grid, bool Quoter, bool Other) Stops(KillSwitchScope scope) =>
        (
            scope.Covers(Maker, new StrategyId("grid")),
            scope.Covers(Maker, new StrategyId("quoter")),
            scope.Covers(
                new SessionKey(ExchangeName.Gemini, new AccountName("desk-3"), new SessionAlias("other")),
                new StrategyId("grid")
            )
        );

    [Fact]
    public void Every_state_of_the_switch_must_open_or_close_the_gate() =>
        ClosedUnions.EachMustHaveAStory<KillSwitchState>(
            new Dictionary<Type, Action>
            {
                [typeof(KillSwitchState.Clear)] = () => Under(KillSwitchState.Clear.Instance).MustHaveSentOrder(),
                [typeof(KillSwitchState.Engaged)] = () =>
                    Under(EngagedOnce().State()).State.State.ShouldBe(SessionState.Halted),
                [typeof(KillSwitchState.Unreadable)] = () =>
                    Under(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.Corrupt))
                        .State.State.ShouldBe(SessionState.Halted),
            }
        );

    private static GuardianScript Under(KillSwitchState known)
    {
        var guardian = new GuardianScript();
        guardian.HearsOf(known);
        guardian.ReceivesOrder("o1");
        if (known is not KillSwitchState.Clear)
            guardian.MustHaveSentNothing();
        return guardian;
    }

    private static KillSwitchState Read(KillSwitchReading reading)
    {
        var desk = new SwitchScript();
        desk.Reads(reading);
        return desk.State.Switch;
    }

    private static KillSwitchHistory EngagedOnce() =>
        KillSwitchHistory.Of([Engaged(KillSwitchHistory.Empty, Everything)]);

    private static Placed Asked(LeaseAcquisition answer)
    {
        var node = new Placed();
        node.Beats().ShouldContain(new PlacingEffect.Acquire(Lease.Session, null));
        node.Hears(new PlacingInput.AcquireEnded(Lease.Session, answer));
        return node;
    }

    private static void MustAskAgain(Placed node)
    {
        node.State.Seats.ShouldBeEmpty();
        node.Beats().ShouldContain(new PlacingEffect.Acquire(Lease.Session, null));
    }

    /// <summary>A node of a cluster that is alone so far, and knows that nobody has its session.</summary>
    private sealed class Placed
    {
        private TimeSpan _now = TimeSpan.Zero;

        internal Placed(bool isMember = true)
        {
            Hears(new PlacingInput.Woke()).ShouldBe([new PlacingEffect.Join(), new PlacingEffect.ReadLeases()]);
            if (!isMember)
                return;
            Hears(new PlacingInput.JoinEnded(new RosterJoin.Joined(new Membership(Node, 1))));
            Hears(new PlacingInput.ReadEnded(new LeasesReading.Known([])));
        }

        internal PlacingState State { get; private set; } = PlacingState.Initial(Node, Cluster.Limits, TimeSpan.Zero);

        internal IReadOnlyCollection<PlacingEffect> Beats() =>
            Hears(new PlacingInput.BeatEnded(new RosterBeat.Heard([Node])));

        internal IReadOnlyCollection<PlacingEffect> PassesARound()
        {
            _now += Cluster.Limits.RoundEvery;
            return Hears(new PlacingInput.Woke());
        }

        internal IReadOnlyCollection<PlacingEffect> Hears(PlacingInput input)
        {
            var decision = PlacingRules.Decide(State, input, _now);
            State = decision.State;
            return [.. decision.Effects];
        }
    }
}

namespace RiskEngine.Core.Tests.Placing;

/// <summary>Nodes under the rules, in virtual time. A failure names its seed.</summary>
public sealed class PlacingRulesSpec
{
    private static readonly TimeSpan WhileLong = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(4);

    [Fact]
    public void Sessions_must_come_to_be_held_evenly_when_three_nodes_start() =>
        Seeds.Run(
            Seeds.From(1, 10),
            seed =>
            {
                var world = new PlacingWorld(seed, nodes: 3, sessions: 6);
                world.Pass(WhileLong);
                Loads(world).ShouldBe([2, 2, 2]);
            }
        );

    // Who lives may be heard from the nodes themselves: it says nothing about the store that grants.
    [Fact]
    public void Coordination_must_be_lost_when_the_leases_are_not_answered_although_members_are_heard()
    {
        var node = Cluster.Node(1, Cluster.Sessions(1));
        var state = PlacingState.Initial(node, Cluster.Limits, TimeSpan.Zero);
        var seen = new List<PlacingEffect>();
        void Decide(PlacingInput input, TimeSpan now)
        {
            var decision = PlacingRules.Decide(state, input, now);
            state = decision.State;
            seen.AddRange(decision.Effects);
        }

        var gone = new StoreFailure(StoreFault.Unavailable, "gone");
        Decide(new PlacingInput.Woke(), TimeSpan.Zero);
        Decide(new PlacingInput.JoinEnded(new RosterJoin.Joined(new Membership(node, 1))), TimeSpan.Zero);
        for (var now = TimeSpan.Zero; now <= Cluster.Limits.CoordinationLossLimit; now += Cluster.Limits.RoundEvery)
        {
            Decide(new PlacingInput.ReadEnded(new LeasesReading.Failed(gone)), now);
            Decide(new PlacingInput.BeatEnded(new RosterBeat.Heard([node])), now);
        }

        Decide(new PlacingInput.Woke(), Cluster.Limits.CoordinationLossLimit);
        seen.OfType<PlacingEffect.CoordinationLost>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Coordination_must_not_be_lost_when_the_leases_are_answered_and_the_node_is_not_let_in()
    {
        var state = PlacingState.Initial(Cluster.Node(1, Cluster.Sessions(1)), Cluster.Limits, TimeSpan.Zero);
        var seen = new List<PlacingEffect>();
        var outside = new StoreFailure(StoreFault.Unavailable, "no member yet");
        for (var now = TimeSpan.Zero; now <= 3 * Cluster.Limits.CoordinationLossLimit; now += Cluster.Limits.RoundEvery)
            foreach (
                var input in (PlacingInput[])
                    [
                        new PlacingInput.Woke(),
                        new PlacingInput.JoinEnded(new RosterJoin.Failed(outside)),
                        new PlacingInput.ReadEnded(new LeasesReading.Known([])),
                    ]
            )
            {
                var decision = PlacingRules.Decide(state, input, now);
                state = decision.State;
                seen.AddRange(decision.Effects);
            }

        seen.OfType<PlacingEffect.Join>().Count().ShouldBeGreaterThan(1);
        seen.ShouldNotContain(x => x is PlacingEffect.CoordinationLost);
        seen.ShouldNotContain(x => x is PlacingEffect.Acquire);
    }

    [Fact]
    public void Sessions_of_a_killed_node_must_be_held_by_the_others()
    {
        var world = new PlacingWorld(1, nodes: 3, sessions: 6);
        world.Pass(WhileLong);

        world.Nodes[0].Kill();
        world.Pass(AWhile);

        Loads(world).ShouldBe([0, 3, 3]);
    }

    [Fact]
    public void Frozen_node_must_be_fenced_out_when_it_wakes()
    {
        var world = new PlacingWorld(1, nodes: 2, sessions: 2);
        world.Pass(WhileLong);
        world.Nodes[0].Freeze();
        world.Pass(AWhile);
        Loads(world).ShouldBe([0, 2]);
        world.Seen.Clear();

        world.Nodes[0].Thaw();
        world.Pass(AWhile);

        world.Seen.OfType<PlacingEffect.FenceOut>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Sessions_must_pass_on_at_once_when_a_node_stops_and_gives_them_back()
    {
        var world = new PlacingWorld(1, nodes: 2, sessions: 4);
        world.Pass(WhileLong);

        world.Nodes[0].Stop();
        // Less than a lease that is not given back would be kept from others.
        world.Pass(Cluster.Terms.LeaseDuration);

        Loads(world).ShouldBe([0, 4]);
        world.Seen.OfType<PlacingEffect.Leave>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Order_entry_must_be_halted_before_any_lease_ends_while_the_store_is_away_and_open_once_it_is_back()
    {
        var world = new PlacingWorld(1, nodes: 2, sessions: 2);
        world.Pass(WhileLong);

        world.StoreGoes();
        world.Pass(TimeSpan.FromSeconds(1));
        world.Nodes.ShouldAllBe(x => x.IsHalted);
        world.Pass(AWhile);
        Loads(world).ShouldBe([0, 0]);

        world.StoreComesBack();
        world.Pass(AWhile);
        world.Nodes.ShouldAllBe(x => !x.IsHalted);
        Loads(world).ShouldBe([1, 1]);
    }

    [Fact]
    public void Earlier_process_must_give_up_everything_when_another_takes_its_name()
    {
        var node = Cluster.Node(1, Cluster.Sessions(1));
        var now = TimeSpan.Zero;
        var lease = new SessionLease(Cluster.Session(1), FencingToken.First, TimeSpan.FromSeconds(1));
        var state = PlacingState.Initial(node, Cluster.Limits, now);
        PlacingDecision Decide(PlacingInput input)
        {
            var decision = PlacingRules.Decide(state, input, now);
            state = decision.State;
            return decision;
        }

        Decide(new PlacingInput.Woke()).Effects.ShouldContain(new PlacingEffect.Join());
        Decide(new PlacingInput.JoinEnded(new RosterJoin.Joined(new Membership(node, 1))));
        Decide(new PlacingInput.ReadEnded(new LeasesReading.Known([])));
        Decide(new PlacingInput.BeatEnded(new RosterBeat.Heard([node])))
            .Effects.ShouldContain(new PlacingEffect.Acquire(Cluster.Session(1), null));
        Decide(new PlacingInput.AcquireEnded(Cluster.Session(1), new LeaseAcquisition.Granted(lease)))
            .Effects.ShouldContain(new PlacingEffect.Start(lease));

        Decide(new PlacingInput.BeatEnded(new RosterBeat.Replaced()))
            .Effects.ShouldBe([new PlacingEffect.NameTaken(), new PlacingEffect.HandOver(lease, EvenIfBusy: true)]);
        Decide(new PlacingInput.GuardianStopped(lease)).Effects.ShouldBe([new PlacingEffect.Release(lease)]);
    }

    [Fact]
    public void No_session_must_ever_be_held_twice_whatever_happens_and_all_must_be_held_once_it_is_over() =>
        Seeds.Run(
            Seeds.From(1, 40),
            seed =>
            {
                var world = new PlacingWorld(seed, nodes: 3, sessions: 5);
                world.PassInTrouble(TimeSpan.FromSeconds(60), isStoreShaky: true);
                world.Heal();
                world.Pass(WhileLong);

                Loads(world).Sum().ShouldBe(5);
                (Loads(world).Max() - Loads(world).Min()).ShouldBeLessThan(2);
                world.Moves.ShouldBeGreaterThan(5);
            }
        );

    [Fact]
    public void No_session_must_be_taken_from_a_living_node_however_often_the_store_goes_and_others_die_or_freeze() =>
        Seeds.Run(
            Seeds.From(1, 12),
            seed =>
            {
                var world = new PlacingWorld(seed, nodes: 3, sessions: 5);
                world.PassInTrouble(TimeSpan.FromSeconds(60), isStoreShaky: false);
                world.Heal();
                world.Pass(WhileLong);

                world.TakenFromTheLiving.ShouldBeEmpty();
                world.Moves.ShouldBeGreaterThan(5);
            }
        );

    [Fact]
    public void No_session_must_move_when_the_store_was_away_and_a_fresh_node_comes_as_it_is_back() =>
        Seeds.Run(
            Seeds.From(1, 10),
            seed =>
            {
                var world = new PlacingWorld(seed, nodes: 3, sessions: 2);
                world.Nodes[2].Kill();
                world.Pass(WhileLong);
                Loads(world).ShouldBe([1, 1, 0]);
                var moves = world.Moves;
                world.Seen.Clear();

                world.StoreGoes();
                world.Pass(TimeSpan.FromSeconds(seed));
                world.Nodes[2].StartIfDead();
                world.StoreComesBack();
                world.Pass(AWhile);

                Loads(world).ShouldBe([1, 1, 0]);
                world.Moves.ShouldBe(moves);
                world.Seen.OfType<PlacingEffect.FenceOut>().ShouldBeEmpty();
            }
        );

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Session_of_a_dead_node_must_be_asked_for_only_when_no_reading_failed_meanwhile(bool fails, int asked)
    {
        var (node, seen) = (Cluster.Node(1, Cluster.Sessions(1)), new SeenLease(Cluster.Holder(1, 2), 7));
        var now = TimeSpan.Zero;
        var state = PlacingState.Initial(node, Cluster.Limits, now);
        var effects = new List<PlacingEffect>();
        void Decide(PlacingInput input)
        {
            var decision = PlacingRules.Decide(state, input, now);
            state = decision.State;
            effects.AddRange(decision.Effects);
        }

        Decide(new PlacingInput.JoinEnded(new RosterJoin.Joined(new Membership(node, 1))));
        Decide(new PlacingInput.BeatEnded(new RosterBeat.Heard([node])));
        for (var i = 0; now <= Cluster.Limits.WatchFor + Cluster.Limits.RoundEvery; i++)
        {
            Decide(new PlacingInput.Woke());
            var failure = new StoreFailure(StoreFault.Unavailable, "away");
            Decide(
                new PlacingInput.ReadEnded(
                    fails && i == 3 ? new LeasesReading.Failed(failure) : new LeasesReading.Known([seen])
                )
            );
            now += Cluster.Limits.RoundEvery;
        }

        effects.Count(x => x == new PlacingEffect.Acquire(Cluster.Session(1), seen)).ShouldBe(asked);
        effects.OfType<PlacingEffect.Acquire>().Count().ShouldBe(asked);
    }

    [Fact]
    public void Session_must_be_taken_over_when_its_node_died_while_the_store_was_away()
    {
        var world = new PlacingWorld(1, nodes: 2, sessions: 2);
        world.Pass(WhileLong);

        world.StoreGoes();
        world.Nodes[0].Kill();
        world.Pass(TimeSpan.FromMinutes(1));
        world.StoreComesBack();
        // The watch begins as it is back, however long the lease has been over.
        world.Pass(Cluster.Limits.WatchFor);
        Loads(world).ShouldBe([0, 1]);
        world.Pass(AWhile);

        Loads(world).ShouldBe([0, 2]);
    }

    private static List<int> Loads(PlacingWorld world) =>
        [.. world.Nodes.Select(x => x.Count(Moment.Of(world).Running))];
}

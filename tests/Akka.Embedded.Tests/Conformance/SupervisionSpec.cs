using Akka.Actor;

namespace Conformance;

public sealed class SupervisionSpec : Spec
{
    [Fact]
    public void Resume_must_keep_the_state_and_lose_only_the_message_in_hand_when_a_child_fails()
    {
        var child = ChildOf(new OneForOneStrategy(_ => Directive.Resume));

        child.Tell("add");
        child.Tell("fail");
        child.Tell("add");
        child.Tell("count");

        ExpectMsg(2);
    }

    [Fact]
    public void Restart_must_lose_the_state_and_keep_the_order_of_waiting_messages_when_a_child_fails()
    {
        var child = ChildOf(new OneForOneStrategy(_ => Directive.Restart));

        child.Tell("add");
        child.Tell("fail");
        for (var i = 0; i < 100; i++)
            child.Tell(i);
        child.Tell("count");

        ReceiveN(100, Soon).ShouldBe(Enumerable.Range(0, 100).Cast<object>());
        ExpectMsg(0);
    }

    [Fact]
    public void Stop_must_end_the_child_when_it_fails()
    {
        var child = ChildOf(SupervisorStrategy.StoppingStrategy);
        Watch(child);

        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public void Retries_must_be_counted_when_there_is_a_limit_within_a_range()
    {
        var child = ChildOf(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");
        child.Tell("fail");
        child.Tell("count");
        ExpectMsg(0);
        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public void Retries_must_start_anew_when_the_range_has_passed()
    {
        var child = ChildOf(new OneForOneStrategy(1, TimeSpan.FromMilliseconds(50), _ => Directive.Restart));
        Watch(child);
        child.Tell("fail");
        child.Tell("count");
        ExpectMsg(0);

        ExpectNoMsg(100);
        child.Tell("fail");
        child.Tell("count");

        ExpectMsg(0);
    }

    [Fact]
    public void Restart_must_never_happen_when_no_retry_is_allowed()
    {
        var child = ChildOf(new OneForOneStrategy(0, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public void Siblings_must_restart_as_well_when_the_strategy_is_all_for_one()
    {
        var parent = ParentWith(new AllForOneStrategy(_ => Directive.Restart));
        var first = Spawn(parent);
        var second = Spawn(parent);

        second.Tell("add");
        second.Tell("count");
        ExpectMsg(1);
        first.Tell("fail");

        AwaitAssert(
            () =>
            {
                second.Tell("count");
                ExpectMsg(0);
            },
            Soon
        );
    }

    [Fact]
    public void Siblings_must_stop_as_well_when_all_for_one_runs_out_of_retries()
    {
        var parent = ParentWith(new AllForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        var first = Spawn(parent);
        var second = Spawn(parent);
        first.Tell("fail");
        first.Tell("count");
        ExpectMsg(0);
        Watch(second);

        first.Tell("fail");

        ExpectTerminated(second);
    }

    [Fact]
    public void Siblings_must_go_on_when_the_strategy_is_one_for_one()
    {
        var parent = ParentWith(new OneForOneStrategy(_ => Directive.Restart));
        var first = Spawn(parent);
        var second = Spawn(parent);
        second.Tell("add");

        first.Tell("fail");
        first.Tell("count");
        ExpectMsg(0);
        second.Tell("count");

        ExpectMsg(1);
    }

    [Fact]
    public void Escalation_must_reach_the_third_level_when_two_supervisors_pass_it_on()
    {
        var top = Sys.ActorOf(Props.Create(() => new Level(3, TestActor)), "top");
        ExpectMsg<(int Level, IActorRef Actor)>(m => m.Level == 1).Actor.Tell("fail");

        ExpectMsg("level 3 decides about boom");
        ExpectMsg<(int Level, IActorRef Actor)>(m => m.Level == 1).Actor.Tell("alive?");
        ExpectMsg("yes");
        top.Path.Name.ShouldBe("top");
    }

    [Fact]
    public void Kill_must_end_the_actor_when_the_default_strategy_decides()
    {
        var child = ChildOf(SupervisorStrategy.DefaultStrategy);
        Watch(child);

        child.Tell(Kill.Instance);

        ExpectTerminated(child);
    }

    [Fact]
    public void Waiting_messages_must_be_handled_in_order_when_a_child_fails_repeatedly()
    {
        var child = ChildOf(new OneForOneStrategy(_ => Directive.Restart));

        for (var i = 0; i < 20; i++)
        {
            child.Tell(i);
            child.Tell("fail");
        }

        ReceiveN(20, Soon).ShouldBe(Enumerable.Range(0, 20).Cast<object>());
    }

    [Fact]
    public void Decider_must_take_the_first_pair_that_fits_when_it_is_a_table()
    {
        var decider = Decider.From(
            Directive.Escalate,
            Directive.Resume.When<ArgumentNullException>(),
            Directive.Stop.When<ArgumentException>(),
            Directive.Restart.When<ArgumentOutOfRangeException>()
        );

        decider.Decide(new ArgumentNullException()).ShouldBe(Directive.Resume);
        decider.Decide(new ArgumentOutOfRangeException()).ShouldBe(Directive.Stop);
        decider.Decide(new InvalidOperationException()).ShouldBe(Directive.Escalate);
    }

    [Fact]
    public void Default_decider_must_stop_or_restart_when_asked_about_well_known_failures()
    {
        var decider = SupervisorStrategy.DefaultDecider;

        decider.Decide(new ActorInitializationException("")).ShouldBe(Directive.Stop);
        decider.Decide(new ActorKilledException("")).ShouldBe(Directive.Stop);
        decider.Decide(new DeathPactException(TestActor)).ShouldBe(Directive.Stop);
        decider.Decide(new InvalidOperationException()).ShouldBe(Directive.Restart);
    }

    [Fact]
    public void Props_must_override_the_strategy_of_the_class_when_they_name_one()
    {
        var props = Props
            .Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Restart)))
            .WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy);
        var child = Spawn(Sys.ActorOf(props));
        Watch(child);

        child.Tell("fail");

        ExpectTerminated(child);
    }

    private IActorRef ChildOf(SupervisorStrategy strategy) => Spawn(ParentWith(strategy));

    private IActorRef ParentWith(SupervisorStrategy strategy) =>
        Sys.ActorOf(Props.Create(() => new Supervisor(strategy)));

    private IActorRef Spawn(IActorRef parent)
    {
        parent.Tell(Props.Create(() => new Counter()));
        return ExpectMsg<IActorRef>();
    }

    private sealed class Supervisor : ReceiveActor
    {
        private readonly SupervisorStrategy _strategy;

        public Supervisor(SupervisorStrategy strategy)
        {
            _strategy = strategy;
            Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    private sealed class Counter : ReceiveActor
    {
        private int _count;

        public Counter()
        {
            Receive<string>(s => s == "add", _ => _count++);
            Receive<string>(s => s == "count", _ => Sender.Tell(_count));
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
            ReceiveAny(m => Sender.Tell(m));
        }
    }

    private sealed class Level : ReceiveActor
    {
        private readonly int _level;
        private readonly IActorRef _probe;

        public Level(int level, IActorRef probe)
        {
            _level = level;
            _probe = probe;
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(s => s == "alive?", _ => probe.Tell("yes"));
        }

        protected override void PreStart()
        {
            if (_level == 1)
                _probe.Tell((_level, Self));
            else
                Context.ActorOf(Props.Create(() => new Level(_level - 1, _probe)));
        }

        protected override SupervisorStrategy SupervisorStrategy() =>
            new OneForOneStrategy(cause =>
            {
                if (_level < 3)
                    return Directive.Escalate;
                _probe.Tell($"level {_level} decides about {cause.Message}");
                return Directive.Restart;
            });
    }
}

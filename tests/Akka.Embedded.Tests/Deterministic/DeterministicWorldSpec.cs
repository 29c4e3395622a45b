using Akka.Actor;
using Akka.Configuration;
using Akka.Embedded.Deterministic;
using Akka.Event;

namespace Deterministic;

public sealed class DeterministicWorldSpec
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString(
        """
        akka {
          loggers = []
          coordinated-shutdown.run-by-actor-system-terminate = off
        }
        """
    );

    [Fact]
    public void Same_seed_must_give_the_same_order_of_every_message_timer_and_log_line_when_run_twice()
    {
        foreach (var seed in Seeds.From(0, 2_000))
            Run(seed).ShouldBe(Run(seed), Seeds.Replay(seed));
    }

    [Fact]
    public void Different_seeds_must_give_different_orders_when_actors_compete()
    {
        var orders = Enumerable.Range(0, 50).Select(Run).Distinct().Count();

        orders.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void Timer_must_fire_at_its_own_time_when_time_is_advanced_past_it()
    {
        using var world = DeterministicWorld.Create("world", seed: 1, Quiet);
        var start = world.Time.GetUtcNow();
        var fired = new List<TimeSpan>();
        world.System.Scheduler.Advanced.ScheduleRepeatedly(
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(2),
            () => fired.Add(world.Time.GetUtcNow() - start)
        );

        world.Advance(TimeSpan.FromSeconds(6));

        fired.ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)]);
        (world.Time.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(6));
        world.System.Scheduler.Now.ShouldBe(world.Time.GetUtcNow());
    }

    [Fact]
    public void Ask_must_time_out_in_virtual_time_when_nobody_answers()
    {
        using var world = DeterministicWorld.Create("world", seed: 1, Quiet);
        var start = world.Time.GetUtcNow();
        var silent = world.System.ActorOf(Props.Create(() => new Silent()));

        Should.Throw<AskTimeoutException>(() => world.Await(silent.Ask<string>("hello", TimeSpan.FromDays(1))));

        (world.Time.GetUtcNow() - start).ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public void Await_must_fail_when_nothing_is_left_that_could_complete_the_task()
    {
        using var world = DeterministicWorld.Create("world", seed: 1, Quiet);

        Should.Throw<InvalidOperationException>(() => world.Await(new TaskCompletionSource().Task));
    }

    [Fact]
    public void Async_handler_must_come_back_to_its_actor_when_a_virtual_delay_ends()
    {
        using var world = DeterministicWorld.Create("world", seed: 1, Quiet);
        var actor = world.System.ActorOf(Props.Create(() => new Awaiting(world.Time)));

        world.Await(actor.Ask<int>("thread?", TimeSpan.FromMinutes(1))).ShouldBe(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void Run_must_report_when_another_thread_takes_part()
    {
        using var world = DeterministicWorld.Create("world", seed: 1, Quiet);
        var silent = world.System.ActorOf(Props.Create(() => new Silent()));
        world.System.Scheduler.Advanced.ScheduleOnce(
            TimeSpan.FromSeconds(1),
            () =>
            {
                var other = new Thread(() => silent.Tell("from elsewhere", ActorRefs.NoSender));
                other.Start();
                other.Join();
            }
        );

        Should.Throw<InvalidOperationException>(() => world.Advance(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void System_must_terminate_when_the_world_is_disposed()
    {
        var world = DeterministicWorld.Create("world", seed: 1, Quiet);
        var terminated = world.System.WhenTerminated;
        world.System.ActorOf(Props.Create(() => new Silent()));

        world.Dispose();

        terminated.IsCompletedSuccessfully.ShouldBeTrue();
    }

    /// <summary>Actors that talk, fail, ask, await, pipe and set timers; what happened, line by line.</summary>
    private static string Run(int seed)
    {
        using var world = DeterministicWorld.Create("world", seed, Quiet);
        var trace = new List<string>();
        world.System.EventStream.Subscribe(
            world.System.ActorOf(Props.Create(() => new Tracer(trace))),
            typeof(LogEvent)
        );
        var hub = world.System.ActorOf(Props.Create(() => new Hub(world.Time, trace)), "hub");
        for (var i = 0; i < 4; i++)
            hub.Tell(i);
        world.Advance(TimeSpan.FromSeconds(3));
        trace.Add($"{world.Steps} steps");
        return string.Join('\n', trace);
    }

    /// <summary>Writes down every message that it gets, those of its timers as well.</summary>
    private abstract class Traced(TimeProvider time, List<string> trace) : ReceiveActor
    {
        protected internal override bool AroundReceive(Receive receive, object message)
        {
            trace.Add($"{time.GetUtcNow():O} {Self} got {message} from {Sender}");
            return base.AroundReceive(receive, message);
        }
    }

    private sealed class Hub : Traced
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Hub(TimeProvider time, List<string> trace)
            : base(time, trace)
        {
            Receive<int>(i =>
                Context.ActorOf(Props.Create(() => new Worker(time, trace, i)), $"worker{i}").Tell("work")
            );
            Receive<string>(s => _log.Info("{From} says {What}", Sender.Path.Name, s));
            Receive<Status.Failure>(f => _log.Warning("{From} failed with {Why}", Sender.Path.Name, f.Cause.Message));
            Receive<Done>(_ => Sender.Tell("go on"));
        }

        private sealed record Done;

        private sealed class Worker : Traced, IWithTimers
        {
            public Worker(TimeProvider time, List<string> trace, int number)
                : base(time, trace)
            {
                Receive<string>(
                    s => s == "work",
                    _ =>
                    {
                        Context.Parent.Tell($"started {number}");
                        Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromMilliseconds(400));
                        Task.Delay(TimeSpan.FromMilliseconds(500), time).PipeTo(Context.Parent, Self, () => "piped");
                        Task.FromException<string>(new InvalidOperationException($"{number}"))
                            .PipeTo(Context.Parent, Self);
                    }
                );
                ReceiveAsync<string>(
                    s => s == "tick",
                    async _ =>
                    {
                        var (parent, self) = (Context.Parent, Self);
                        await Task.Delay(TimeSpan.FromMilliseconds(50 * number), time);
                        var answer = await parent.Ask<string>(new Done(), TimeSpan.FromSeconds(1));
                        parent.Tell($"ticked, was told to {answer}", self);
                        if (number == 3)
                            throw new InvalidOperationException("tired");
                    }
                );
            }

            public ITimerScheduler Timers { get; set; } = null!;

            protected override void PostRestart(Exception reason) => Self.Tell("work");
        }
    }

    private sealed class Tracer : ReceiveActor
    {
        public Tracer(List<string> trace) =>
            Receive<LogEvent>(log => trace.Add($"{log.Timestamp:O} {log.LogSource} {log.Message}"));
    }

    private sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }

    private sealed class Awaiting : ReceiveActor
    {
        public Awaiting(TimeProvider time) =>
            ReceiveAsync<string>(async _ =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                Sender.Tell(Environment.CurrentManagedThreadId);
            });
    }
}

using Akka.Actor;
using Akka.Configuration;

namespace Conformance;

public sealed class DispatcherSpec()
    : Spec(
        """
        pinned { type = PinnedDispatcher }
        own-threads {
          type = ForkJoinDispatcher
          throughput = 10
          dedicated-thread-pool { thread-count = 2 }
        }
        """
    )
{
    [Fact]
    public void Pinned_actor_must_stay_on_a_thread_of_its_own_when_it_works()
    {
        var first = Sys.ActorOf(Props.Create(() => new ThreadReporter()).WithDispatcher("pinned"));
        var second = Sys.ActorOf(Props.Create(() => new ThreadReporter()).WithDispatcher("pinned"));

        var ofFirst = ThreadsOf(first);
        var ofSecond = ThreadsOf(second);

        ofFirst.Count.ShouldBe(1);
        ofSecond.Count.ShouldBe(1);
        ofFirst.ShouldNotBe(ofSecond);
    }

    [Fact]
    public void Actors_must_share_the_threads_of_their_dispatcher_when_it_has_its_own()
    {
        var actors = Enumerable
            .Range(0, 5)
            .Select(_ => Sys.ActorOf(Props.Create(() => new ThreadReporter()).WithDispatcher("own-threads")))
            .ToList();

        actors.SelectMany(ThreadsOf).Distinct().Count().ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Unknown_dispatcher_must_be_refused_when_an_actor_is_created_with_it() =>
        Should.Throw<ConfigurationException>(() =>
            Sys.ActorOf(Props.Create(() => new ThreadReporter()).WithDispatcher("unknown"))
        );

    [Fact]
    public void Actor_must_run_on_one_thread_at_a_time_when_many_send_to_it()
    {
        const int senders = 4;
        const int messages = 20_000;
        var actor = Sys.ActorOf(Props.Create(() => new RaceDetector()));

        Parallel.For(
            0,
            senders,
            sender =>
            {
                for (var i = 0; i < messages; i++)
                    actor.Tell((sender, i), ActorRefs.NoSender);
            }
        );
        actor.Tell("report");

        ExpectMsg((senders * messages, false), TimeSpan.FromSeconds(20));
    }

    private HashSet<int> ThreadsOf(IActorRef actor)
    {
        for (var i = 0; i < 50; i++)
            actor.Tell("thread?");
        return [.. ReceiveN(50, Soon).Cast<int>()];
    }

    private sealed class ThreadReporter : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Environment.CurrentManagedThreadId);
    }

    /// <summary>Loses counts if two threads are in it, and sees a sender's messages out of order if any is.</summary>
    private sealed class RaceDetector : ReceiveActor
    {
        private readonly Dictionary<int, int> _next = [];
        private int _count;
        private int _inside;
        private bool _broken;

        public RaceDetector()
        {
            Receive<(int Sender, int Number)>(m =>
            {
                _broken |= Interlocked.Increment(ref _inside) != 1;
                _broken |= _next.GetValueOrDefault(m.Sender) != m.Number;
                _next[m.Sender] = m.Number + 1;
                _count++;
                Interlocked.Decrement(ref _inside);
            });
            Receive<string>(_ => Sender.Tell((_count, _broken)));
        }
    }
}

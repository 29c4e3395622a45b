using Akka.Actor;
using Akka.Event;
using Conformance;

namespace Deviations;

/// <summary>What the runtime does otherwise than Akka.NET 1.5, on purpose: the table in its README.</summary>
public sealed class DeviationsSpec : Spec
{
    [Fact]
    public void Tell_must_throw_when_the_message_is_null() =>
        Should.Throw<InvalidMessageException>(() => Sys.ActorOf<Idle>().Tell(null!));

    [Fact]
    public void Chosen_death_message_must_come_back_as_it_is_when_it_was_stashed()
    {
        var watched = Sys.ActorOf<Idle>();
        var watcher = Sys.ActorOf(Props.Create(() => new Stashing(watched, TestActor)));
        ExpectMsg("watching");

        Sys.Stop(watched);
        ExpectMsg("stashed");
        watcher.Tell("open");

        ExpectMsg("it died");
    }

    [Theory]
    [InlineData("{Name} is {Age}", "Ann is 7")]
    [InlineData("{1} before {0}", "7 before Ann")]
    [InlineData("{Name}", "Ann")]
    [InlineData("{0} {1} {2}", "Ann 7 {2}")]
    [InlineData("{{0}} {Name}", "{0} Ann")]
    [InlineData("{Name,5} {Age:000}", "  Ann 007")]
    [InlineData("no holes", "no holes")]
    [InlineData("{broken", "{broken")]
    public void Template_must_be_filled_when_holes_are_named_numbered_or_wrong(string template, string expected) =>
        DefaultLogMessageFormatter.Instance.Format(template, "Ann", 7).ShouldBe(expected);

    [Fact]
    public async Task Messages_must_be_handled_or_become_dead_letters_when_their_actor_stops_meanwhile()
    {
        const int messages = 20_000;
        var letters = 0;
        var handled = 0;
        Action countLetter = () => letters++;
        Action countHandled = () => handled++;
        var listener = Sys.ActorOf(Props.Create(() => new Counting(countLetter)));
        Sys.EventStream.Subscribe(listener, typeof(DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new Counting(countHandled)));

        var sending = Task.Run(() =>
        {
            for (var i = 0; i < messages; i++)
                actor.Tell(i, ActorRefs.NoSender);
        });
        Sys.Stop(actor);
        await sending;

        await AwaitConditionAsync(() => Task.FromResult(letters + handled == messages), Soon);
    }

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }

    private sealed class Counting(Action count) : UntypedActor
    {
        protected override void OnReceive(object message) => count();
    }

    private sealed class Stashing : ReceiveActor, IWithUnboundedStash
    {
        public Stashing(IActorRef watched, IActorRef probe)
        {
            Context.WatchWith(watched, "it died");
            probe.Tell("watching");
            Receive<string>(
                s => s == "open",
                _ =>
                {
                    Become(() => ReceiveAny(probe.Tell));
                    Stash.UnstashAll();
                }
            );
            ReceiveAny(_ =>
            {
                Stash.Stash();
                probe.Tell("stashed");
            });
        }

        public IStash Stash { get; set; } = null!;
    }
}

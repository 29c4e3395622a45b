using Akka.Actor;
using Akka.Event;

namespace Conformance;

public sealed class EventStreamSpec : Spec
{
    private interface IAnimal;

    private record Animal : IAnimal;

    private sealed record Dog : Animal;

    private sealed record Stone;

    [Fact]
    public void Event_must_reach_subscribers_of_its_base_types_when_published()
    {
        var (byInterface, byBase, byType) = (CreateTestProbe(), CreateTestProbe(), CreateTestProbe());
        Sys.EventStream.Subscribe(byInterface, typeof(IAnimal));
        Sys.EventStream.Subscribe<Animal>(byBase);
        Sys.EventStream.Subscribe<Dog>(byType);

        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish(new Animal());
        Sys.EventStream.Publish(new Stone());

        byInterface.ExpectMsg(new Dog());
        byInterface.ExpectMsg(new Animal());
        byBase.ExpectMsg(new Dog());
        byBase.ExpectMsg(new Animal());
        byType.ExpectMsg(new Dog());
        foreach (var probe in new[] { byInterface, byBase, byType })
            probe.ExpectNoMsg(Moment);
    }

    [Fact]
    public async Task Bus_must_go_on_when_nobody_was_subscribed_by_mistake()
    {
        Should.Throw<ArgumentNullException>(() => Sys.EventStream.Subscribe(null!, typeof(Dog)));
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe, typeof(Dog));

        // A death ends all its subscriptions, and must not stumble over the mistake.
        Watch(probe);
        Sys.Stop(probe);
        await ExpectTerminatedAsync(probe);
        Sys.EventStream.Unsubscribe(probe).ShouldBeFalse();
    }

    [Fact]
    public void Event_must_arrive_once_when_several_subscriptions_fit()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(IAnimal)).ShouldBeTrue();
        Sys.EventStream.Subscribe(TestActor, typeof(Dog));
        Sys.EventStream.Subscribe(TestActor, typeof(Dog)).ShouldBeFalse();

        Sys.EventStream.Publish(new Dog());

        ExpectMsg(new Dog());
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Event_must_not_arrive_when_the_subscription_was_taken_back()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Dog));
        Sys.EventStream.Subscribe(TestActor, typeof(Stone));

        Sys.EventStream.Unsubscribe(TestActor, typeof(Dog)).ShouldBeTrue();
        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish(new Stone());

        ExpectMsg(new Stone());
        Sys.EventStream.Unsubscribe(TestActor).ShouldBeTrue();
        Sys.EventStream.Publish(new Stone());
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Subscriptions_must_end_when_the_subscriber_stops()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var subscriber = Sys.ActorOf<Idle>();
        Sys.EventStream.Subscribe(subscriber, typeof(Dog));
        Watch(subscriber);
        Sys.Stop(subscriber);
        ExpectTerminated(subscriber);

        AwaitCondition(() => !Sys.EventStream.Unsubscribe(subscriber, typeof(Dog)), Soon);
        Sys.EventStream.Publish(new Dog());

        ExpectNoMsg(Moment);
    }

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }
}

using Akka.Actor;

namespace RiskEngine.Simulation;

/// <summary>A step of a world is over when its call returns: whatever would make that a guess fails the test.</summary>
public sealed class VirtualWorldSpec : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly VirtualWorld _world = VirtualWorld.Create();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void World_must_fail_the_test_when_another_thread_sends_a_message()
    {
        var listener = _world.Listen();
        _world.RunUntilQuiet();
        // It is to run already: the second message adds nothing to what could run.
        listener.Ref.Tell("hello");

        Elsewhere(() => listener.Ref.Tell("hello"));

        Trespass().ShouldContain(nameof(World_must_fail_the_test_when_another_thread_sends_a_message));
    }

    [Fact]
    public void World_must_fail_the_test_when_another_thread_reads_its_clock()
    {
        Elsewhere(() => _world.Time.GetUtcNow());

        Trespass().ShouldContain(nameof(World_must_fail_the_test_when_another_thread_reads_its_clock));
    }

    [Fact]
    public void World_must_fail_the_test_when_another_thread_sets_a_timer()
    {
        var timer = _world.Time.CreateTimer(_ => { }, null, Limit, Limit);

        Elsewhere(() => timer.Change(Limit, Limit));

        Trespass().ShouldContain(nameof(World_must_fail_the_test_when_another_thread_sets_a_timer));
    }

    [Fact]
    public void World_must_fail_the_test_when_an_ask_of_akkas_own_continues_into_it()
    {
        var test = _world.Listen();
        var echo = _world.System.ActorOf(Props.Create(() => new Echo()));
        var piped = echo.Ask<string>("?").PipeTo(test.Ref);
        _world.RunUntilQuiet();
        ((IAsyncResult)piped).AsyncWaitHandle.WaitOne(Limit).ShouldBeTrue();

        Trespass().ShouldContain("PipeTo");
    }

    [Fact]
    public void World_must_refuse_when_a_task_waits_for_time_to_pass()
    {
        var later = _world.After(Limit, () => Task.FromResult(1));

        Should.Throw<InvalidOperationException>(() => _world.Await(later));
        _world.Advance(Limit);

        _world.Await(later).ShouldBe(1);
    }

    [Fact]
    public void World_must_choose_the_same_when_the_same_actors_are_told_in_another_order()
    {
        Order([0, 1, 2, 3]).ShouldBe(Order([3, 1, 0, 2]));

        static List<string> Order(int[] told)
        {
            using var world = VirtualWorld.Create(seed: 7);
            var order = new List<string>();
            var actors = told.Order()
                .Select(i => world.System.ActorOf(Props.Create(() => new Scribe(order)), $"actor-{i}"))
                .ToList();
            world.RunUntilQuiet();
            foreach (var i in told)
                actors[i].Tell("write");
            world.RunUntilQuiet();
            return order;
        }
    }

    private string Trespass() => Should.Throw<InvalidOperationException>(_world.RunUntilQuiet).Message;

    private static void Elsewhere(Action act)
    {
        var thread = new Thread(() => act());
        thread.Start();
        thread.Join();
    }

    private sealed class Scribe : ReceiveActor
    {
        public Scribe(List<string> order) => ReceiveAny(_ => order.Add(Self.Path.Name));
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}

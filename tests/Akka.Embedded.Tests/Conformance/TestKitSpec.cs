using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Xunit.Sdk;

namespace Conformance;

/// <summary>The tests' own tools: they must fail when they should, or every other spec proves nothing.</summary>
public sealed class TestKitSpec() : Spec("akka.loglevel = DEBUG")
{
    [Fact]
    public void Expect_must_fail_when_another_message_arrives()
    {
        TestActor.Tell("something else");

        Should.Throw<XunitException>(() => ExpectMsg("expected"));
    }

    [Fact]
    public void Expect_must_fail_when_a_message_of_another_type_arrives()
    {
        TestActor.Tell("text");

        Should.Throw<XunitException>(() => ExpectMsg<int>());
    }

    [Fact]
    public void Expect_must_fail_when_nothing_arrives_in_time() =>
        Should.Throw<XunitException>(() => ExpectMsg<string>(Moment));

    [Fact]
    public void Expecting_nothing_must_fail_when_something_arrives()
    {
        TestActor.Tell("something");

        Should.Throw<XunitException>(() => ExpectNoMsg(Moment));
    }

    [Fact]
    public void Expecting_all_must_fail_when_one_is_missing()
    {
        TestActor.Tell(1);
        TestActor.Tell(3);

        Should.Throw<XunitException>(() => ExpectMsgAllOf(1, 2));
    }

    [Fact]
    public void Within_must_fail_when_the_code_takes_longer() =>
        Should.Throw<XunitException>(() => Within(Moment, () => ExpectMsg<string>()));

    [Fact]
    public async Task Implicit_sender_must_be_the_test_actor_when_a_test_goes_on_after_an_await()
    {
        await Task.Yield();

        Sys.ActorOf<Echo>().Tell("hello");

        await ExpectMsgAsync("hello");
    }

    [Fact]
    public void Probe_must_reply_and_forward_when_it_got_a_message()
    {
        var probe = CreateTestProbe();

        probe.Tell("question");
        probe.ExpectMsg("question");
        probe.Reply("answer");
        ExpectMsg("answer");
        LastSender.ShouldBe(probe.Ref);
        probe.Forward(TestActor);

        ExpectMsg("question");
    }

    [Fact]
    public void Probe_must_stand_for_its_actor_when_it_is_watched()
    {
        var probe = CreateTestProbe();
        Watch(probe);

        Sys.Stop(probe);

        ExpectTerminated(probe);
    }

    [Fact]
    public void Messages_must_be_skipped_when_they_are_ignored_or_fished_over()
    {
        IgnoreMessages<string>(s => s == "noise");

        foreach (var message in new[] { "noise", "a", "noise", "b" })
            TestActor.Tell(message);

        FishForMessage<string>(s => s == "b").ShouldBe("b");
        HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void Pilot_must_answer_when_messages_come_in()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(
            new DelegateAutoPilot(
                (sender, message) =>
                {
                    sender.Tell($"auto {message}", ActorRefs.NoSender);
                    return AutoPilot.KeepRunning;
                }
            )
        );

        probe.Tell(1);
        probe.Tell(2);

        ExpectMsg("auto 1");
        ExpectMsg("auto 2");
        probe.ExpectMsg(1);
        probe.ExpectMsg(2);
    }

    [Fact]
    public void Event_filter_must_fail_when_the_line_is_missing_or_comes_too_often()
    {
        Should.Throw<XunitException>(() => EventFilter.Info("expected").Expect(1, Moment, () => Sys.Log.Info("other")));
        Should.Throw<XunitException>(() =>
            EventFilter.Info("expected").Expect(0, Soon, () => Sys.Log.Info("expected"))
        );
    }

    [Fact]
    public void Child_must_live_below_the_test_actor_when_created_as_its_child()
    {
        var child = ChildActorOf(Props.Create(() => new Echo()), "child");

        child.Tell("hello");

        ExpectMsg("hello");
        child.Path.Parent.ShouldBe(TestActor.Path);
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }
}

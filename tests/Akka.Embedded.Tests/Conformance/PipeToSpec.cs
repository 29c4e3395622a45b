using Akka.Actor;

namespace Conformance;

public sealed class PipeToSpec : Spec
{
    [Fact]
    public void Result_must_become_a_message_when_the_task_completes()
    {
        var task = new TaskCompletionSource<int>();
        task.Task.PipeTo(TestActor, TestActor);

        task.SetResult(42);

        ExpectMsg(42);
        LastSender.ShouldBe(TestActor);
    }

    [Fact]
    public void Failure_must_become_a_status_failure_when_the_task_fails()
    {
        Task.FromException<int>(new InvalidOperationException("no")).PipeTo(TestActor);

        ExpectMsg<Status.Failure>().Cause.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Failure_must_not_reach_supervision_when_it_is_piped()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Piping(TestActor)));

        actor.Tell("pipe failure");
        actor.Tell("ping");

        ExpectMsgAllOf<object>("failed: no", "pong 1");
    }

    [Fact]
    public void Cancellation_must_become_a_status_failure_when_the_task_is_canceled()
    {
        Task.FromCanceled<int>(new CancellationToken(true)).PipeTo(TestActor);

        ExpectMsg<Status.Failure>().Cause.ShouldBeOfType<TaskCanceledException>();
    }

    [Fact]
    public void Outcome_must_be_transformed_when_functions_are_given()
    {
        Task.FromResult(1).PipeTo(TestActor, success: i => $"got {i}");
        Task.FromException(new InvalidOperationException("no")).PipeTo(TestActor, failure: e => $"lost {e.Message}");
        new ValueTask<int>(2).PipeTo(TestActor);
        Task.CompletedTask.PipeTo(TestActor, success: () => "done");

        ExpectMsgAllOf<object>("got 1", "lost no", 2, "done");
    }

    private sealed class Piping : ReceiveActor
    {
        private int _pings;

        public Piping(IActorRef probe)
        {
            Receive<string>(
                s => s == "pipe failure",
                _ => Task.FromException<string>(new InvalidOperationException("no")).PipeTo(Self)
            );
            Receive<string>(_ => probe.Tell($"pong {++_pings}"));
            Receive<Status.Failure>(failure => probe.Tell($"failed: {failure.Cause.Message}"));
        }
    }
}

using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace Conformance;

public sealed class CoordinatedShutdownSpec()
    : Spec(
        """
        akka.coordinated-shutdown {
          run-by-clr-shutdown-hook = off
          phases.service-unbind.timeout = 100 ms
        }
        """
    )
{
    private readonly List<string> _steps = [];

    private new CoordinatedShutdown Shutdown => CoordinatedShutdown.Get(Sys);

    [Fact]
    public async Task Phases_must_run_in_order_when_tasks_were_added_in_another()
    {
        AddStep(CoordinatedShutdown.PhaseServiceStop);
        AddStep(CoordinatedShutdown.PhaseBeforeServiceUnbind);
        AddStep(CoordinatedShutdown.PhaseBeforeActorSystemTerminate);
        AddStep(CoordinatedShutdown.PhaseServiceRequestsDone);

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        _steps.ShouldBe([
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseServiceStop,
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
        ]);
        Sys.WhenTerminated.IsCompleted.ShouldBeTrue();
        Shutdown.ShutdownReason.ShouldBe(CoordinatedShutdown.UnknownReason.Instance);
    }

    [Fact]
    public async Task Shutdown_must_run_when_the_system_is_terminated()
    {
        AddStep(CoordinatedShutdown.PhaseServiceStop);

        await Sys.Terminate();

        _steps.ShouldBe([CoordinatedShutdown.PhaseServiceStop]);
        Shutdown.ShutdownReason.ShouldBe(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
    }

    [Fact]
    public async Task Phase_must_be_left_when_it_takes_longer_than_its_timeout()
    {
        var never = new TaskCompletionSource<Done>();
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "never", () => never.Task);
        AddStep(CoordinatedShutdown.PhaseServiceRequestsDone);

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        _steps.ShouldBe([CoordinatedShutdown.PhaseServiceRequestsDone]);
    }

    [Fact]
    public async Task Next_phase_must_run_when_a_task_fails_that_may()
    {
        Shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceRequestsDone,
            "broken",
            () => throw new InvalidOperationException("no")
        );
        AddStep(CoordinatedShutdown.PhaseBeforeClusterShutdown);

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        _steps.ShouldBe([CoordinatedShutdown.PhaseBeforeClusterShutdown]);
    }

    [Fact]
    public async Task Shutdown_must_start_later_when_told_the_first_phase()
    {
        AddStep(CoordinatedShutdown.PhaseServiceUnbind);
        AddStep(CoordinatedShutdown.PhaseClusterLeave);

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceStop);

        _steps.ShouldBe([CoordinatedShutdown.PhaseClusterLeave]);
    }

    [Fact]
    public void Phase_must_be_refused_when_it_is_unknown()
    {
        Should.Throw<ConfigurationException>(() =>
            Shutdown.AddTask("no-such-phase", "task", () => Task.FromResult(Done.Instance))
        );
        Shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate).ShouldBe(TimeSpan.FromSeconds(10));
    }

    private void AddStep(string phase) =>
        Shutdown.AddTask(
            phase,
            "step",
            () =>
            {
                lock (_steps)
                    _steps.Add(phase);
                return Task.FromResult(Done.Instance);
            }
        );
}

using Akka;
using Akka.Actor;

namespace Conformance;

public sealed class CoordinatedShutdownFailureSpec()
    : Spec(
        """
        akka.coordinated-shutdown {
          run-by-clr-shutdown-hook = off
          run-by-actor-system-terminate = off
          phases.service-stop.recover = off
        }
        """
    )
{
    [Fact]
    public async Task Shutdown_must_end_when_a_task_fails_that_may_not()
    {
        var reached = false;
        var shutdown = CoordinatedShutdown.Get(Sys);
        shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceStop,
            "broken",
            () => Task.FromException<Done>(new InvalidOperationException("no"))
        );
        shutdown.AddTask(
            CoordinatedShutdown.PhaseBeforeClusterShutdown,
            "next",
            () =>
            {
                reached = true;
                return Task.FromResult(Done.Instance);
            }
        );

        await Should.ThrowAsync<Exception>(() => shutdown.Run(CoordinatedShutdown.UnknownReason.Instance));

        reached.ShouldBeFalse();
        Sys.WhenTerminated.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task System_must_terminate_without_phases_when_they_are_not_to_run()
    {
        var reached = false;
        CoordinatedShutdown
            .Get(Sys)
            .AddTask(
                CoordinatedShutdown.PhaseServiceStop,
                "never",
                () =>
                {
                    reached = true;
                    return Task.FromResult(Done.Instance);
                }
            );

        await Sys.Terminate();

        reached.ShouldBeFalse();
    }
}

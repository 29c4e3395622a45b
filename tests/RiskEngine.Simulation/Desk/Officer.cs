using Akka.Actor;

namespace RiskEngine.Simulation.Desk;

/// <summary>Engages everything once in a day, resets it later, and writes down when it was told what.</summary>
internal sealed class Officer : ReceiveActor, IWithTimers
{
    private static readonly RequestedBy.Person Ann = new("ann");
    private static readonly KillSwitchScope Everything = KillSwitchScope.Everything.Instance;

    private ValueList<EngagementId> _engaged = [];

    public Officer(IActorRef killSwitch, TimeSpan engageAt, TimeSpan resetAt, Halt halt, TimeProvider time)
    {
        Receive<string>(
            deed => deed == "engage",
            _ =>
                killSwitch.Tell(new EngageKillSwitch(Everything, new CommandId("engage"), Ann, new Reason("simulated")))
        );
        Receive<string>(
            deed => deed == "reset",
            _ =>
            {
                halt.ResetAskedAt = time.GetUtcNow();
                killSwitch.Tell(new ResetKillSwitch(_engaged, new CommandId("reset"), Ann, new Reason("simulated")));
            }
        );
        Receive<KillSwitchEngaged>(engaged =>
        {
            halt.EngagedAt = time.GetUtcNow();
            _engaged = [engaged.Engagement.Id];
        });
        Receive<KillSwitchCompleted>(_ => halt.Reports++);
        Receive<KillSwitchIncomplete>(_ => halt.Reports++);
        Receive<KillSwitchReset>(reset => halt.StateAfterReset = reset.State);
        Timers.StartSingleTimer("engage", "engage", engageAt);
        Timers.StartSingleTimer("reset", "reset", resetAt);
    }

    public ITimerScheduler Timers { get; set; } = null!;
}

/// <summary>What the officer was told.</summary>
internal sealed class Halt
{
    internal DateTimeOffset? EngagedAt { get; set; }

    internal DateTimeOffset? ResetAskedAt { get; set; }

    internal int Reports { get; set; }

    internal KillSwitchState? StateAfterReset { get; set; }
}

namespace Akka.Actor;

/// <summary>Gives an actor timers of its own.</summary>
public interface IWithTimers
{
    /// <summary>Set by the runtime before <see cref="ActorBase.PreStart"/>.</summary>
    ITimerScheduler Timers { get; set; }
}

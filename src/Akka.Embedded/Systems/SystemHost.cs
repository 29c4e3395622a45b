namespace Akka.Actor;

/// <summary>What a system runs on.</summary>
/// <param name="Clock">The clock of everything in the system.</param>
/// <param name="Timers">What is due when; null for a queue of the system's own, on a thread.</param>
/// <param name="Dispatcher">The one dispatcher that serves every id; null for those of the configuration.</param>
/// <param name="Post">Runs an outcome of a task; null for wherever the task completes.</param>
internal sealed record SystemHost(
    TimeProvider Clock,
    TimerQueue? Timers,
    MessageDispatcher? Dispatcher,
    Action<Action>? Post
)
{
    /// <summary>The process: its threads and the real clock, which enters here and nowhere else.</summary>
    public static readonly SystemHost Process = new(TimeProvider.System, null, null, null);
}

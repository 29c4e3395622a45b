namespace Akka.Actor;

/// <summary>What a system runs on.</summary>
/// <param name="Clock">The clock of everything in the system.</param>
/// <param name="Dispatcher">The one dispatcher that serves every id; null for those of the configuration.</param>
/// <param name="Continuations">Where outcomes of tasks are turned into messages; null for wherever they complete.</param>
internal sealed record SystemHost(
    TimeProvider Clock,
    Func<string, MessageDispatcher>? Dispatcher,
    TaskScheduler? Continuations
)
{
    /// <summary>The process: its threads and the real clock, which enters here and nowhere else.</summary>
    public static readonly SystemHost Process = new(TimeProvider.System, null, null);
}

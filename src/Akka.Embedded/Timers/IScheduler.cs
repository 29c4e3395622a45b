namespace Akka.Actor;

/// <summary>The clock of a system, and what is to happen later.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>Runs code rather than sends messages.</summary>
    IAdvancedScheduler Advanced { get; }
}

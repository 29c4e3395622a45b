namespace Akka.Actor;

/// <summary>The part of a scheduler that runs code rather than sends messages.</summary>
public interface IAdvancedScheduler : IActionScheduler;

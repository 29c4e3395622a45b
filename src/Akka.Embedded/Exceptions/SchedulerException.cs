namespace Akka.Actor;

/// <summary>The scheduler cannot take the work.</summary>
public sealed class SchedulerException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public SchedulerException(string message)
        : base(message) { }
}

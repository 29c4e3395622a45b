namespace Akka.Event;

/// <summary>Says that an actor is a logger.</summary>
public interface ILoggerMessageQueueSemantics : ISemantics;

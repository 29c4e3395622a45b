namespace Akka.Dispatch;

/// <summary>A property that an actor may require of its mailbox.</summary>
public interface ISemantics;

namespace Akka.Actor;

/// <summary>A message that would be dangerous from an untrusted system.</summary>
public interface IPossiblyHarmful;

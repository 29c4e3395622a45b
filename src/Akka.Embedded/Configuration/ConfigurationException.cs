namespace Akka.Configuration;

/// <summary>A configuration that cannot be used: malformed, incomplete or contradictory.</summary>
public class ConfigurationException(string message) : AkkaException(message);

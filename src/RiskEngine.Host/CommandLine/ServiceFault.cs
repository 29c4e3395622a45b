namespace RiskEngine.Host.CommandLine;

/// <summary>The service refused, or could not be reached.</summary>
internal sealed class ServiceFault(string message) : Exception(message);

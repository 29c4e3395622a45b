namespace RiskEngine.Core;

/// <summary>The receiver will never take this alert as it is: it is not sent again, and the next one goes out.</summary>
/// <param name="message">What the receiver said, in one short line.</param>
public sealed class AlertRefusedException(string message) : Exception(message);

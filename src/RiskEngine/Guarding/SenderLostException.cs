namespace RiskEngine;

/// <summary>The sender failed more often than it may. By the time this is thrown, everyone who waited has been answered.</summary>
internal sealed class SenderLostException(SessionKey session)
    : Exception($"The HTTP sender of session {session} failed more often than it may.");

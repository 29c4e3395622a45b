namespace RiskEngine;

/// <summary>A request ended in a way that no exchange or network can cause: a defect, and a matter for supervision.</summary>
internal sealed class SenderFailedException(AttemptId attempt, Exception cause)
    : Exception($"Sending request {attempt} failed with a defect.", cause);

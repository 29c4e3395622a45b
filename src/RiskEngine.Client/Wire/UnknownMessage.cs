namespace RiskEngine.Client;

/// <summary>A message that this build cannot read, since a newer one wrote it; and the answer to such a message.</summary>
/// <remarks>
/// Whoever receives one does nothing and sends it back, so that a node of a newer build learns at once that nothing was
/// done, instead of waiting for an answer until its deadline and calling the outcome unconfirmed.
/// </remarks>
/// <param name="Name">What the message is called.</param>
public sealed record UnknownMessage(string Name);

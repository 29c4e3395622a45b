namespace RiskEngine.Core;

/// <summary>A private request that waits in the order lane.</summary>
/// <param name="Command">The command.</param>
/// <param name="ArrivedAt">When it arrived, on the running clock.</param>
internal sealed record QueuedRequest(SubmitPrivateRequest Command, TimeSpan ArrivedAt);

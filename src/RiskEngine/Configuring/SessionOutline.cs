namespace RiskEngine;

/// <summary>What the key of a session has to be like, before there is one.</summary>
/// <param name="Alias">The session.</param>
/// <param name="Account">The account's nickname, which master keys name; empty: the key's own account.</param>
/// <param name="IsTimeBased">Whether its nonces are seconds within the exchange's window.</param>
public sealed record SessionOutline(SessionAlias Alias, string Account, bool IsTimeBased);

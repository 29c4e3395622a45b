namespace RiskEngine.Core;

/// <summary>A session's latest lease as a store showed it, whether it has ended or not; one that was given back is not shown.</summary>
/// <param name="Holder">Whose it is.</param>
/// <param name="Stamp">Changes each time that the lease is renewed, and says nothing else: it is only compared.</param>
public sealed record SeenLease(SessionHolder Holder, long Stamp);

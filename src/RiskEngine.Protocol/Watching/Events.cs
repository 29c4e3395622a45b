namespace RiskEngine.Protocol;

/// <summary>
/// Published when the exchange's clock and ours are found further apart than the configured limit, once until they are
/// found within it again. Proves nothing of orders; time-based nonces follow the exchange's clock all the same.
/// </summary>
/// <param name="Session">The session whose answers told.</param>
/// <param name="Skew">How far the exchange's clock is ahead of ours; below zero when it is behind. True to about two seconds.</param>
/// <param name="Limit">The configured limit.</param>
public sealed record ClockSkewed(SessionKey Session, TimeSpan Skew, TimeSpan Limit) : ISessionMessage;

/// <summary>
/// Published when answers tell a time that is more than a day from ours, once until they no longer do: the clock of whoever
/// answers, or this machine's, is wrong by far, and which of them nobody can tell from here. It is followed by nothing: nonces
/// and waits go on by the time that was known before.
/// </summary>
/// <param name="Session">The session whose answers told.</param>
/// <param name="Told">The time that they told.</param>
/// <param name="Ours">This machine's wall clock then.</param>
public sealed record AnswerClockDoubted(SessionKey Session, DateTimeOffset Told, DateTimeOffset Ours) : ISessionMessage;

/// <summary>
/// Published when the exchange's words show that the key wants other nonces than it is configured for, once until it
/// takes one. Proves that the refused requests were not executed, and that none will be until the setting is mended.
/// </summary>
/// <param name="Session">The session.</param>
/// <param name="Wants">What this key wants.</param>
/// <param name="Said">The exchange's words.</param>
public sealed record NonceUnitWrong(SessionKey Session, WantedNonce Wants, ExchangeReason Said) : ISessionMessage;

/// <summary>
/// The strategy is watched from now on, or is not: the answer to <see cref="RegisterStrategy"/>. Watched, it proves that its
/// end or silence will be noticed as long as the engine runs, and nothing of its orders.
/// </summary>
/// <param name="Session">The session.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="IsWatched">False where the session watches as many as it may.</param>
public sealed record StrategyWatched(SessionKey Session, StrategyId Strategy, bool IsWatched) : ISessionMessage;

/// <summary>
/// Published when a watched strategy ended or fell silent. It is watched no more until it registers again. Proves
/// nothing of its orders; where the session is canceled for it, the outcome is published under <see cref="Cancel"/>.
/// </summary>
/// <param name="Session">The session.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="Cause">What happened to it.</param>
/// <param name="Cancel">The cancel that the guardian began; null: the session is not set to cancel.</param>
public sealed record StrategyLost(SessionKey Session, StrategyId Strategy, StrategyLossCause Cause, CommandId? Cancel)
    : ISessionMessage;

/// <summary>
/// Told to a watched strategy, also one in another process, and published: what the kill switch has against the strategy's orders
/// in the session has begun, or ended. <see cref="KillSwitchState.Clear"/>: no engagement stops them any more, so it may come
/// back; the session itself may be closed for other reasons. Proves nothing of open orders.
/// </summary>
/// <param name="Session">The session.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="Switch">What stops the strategy's orders there.</param>
public sealed record StrategyGate(SessionKey Session, StrategyId Strategy, KillSwitchState Switch) : ISessionMessage;

namespace RiskEngine.Host.Api;

/// <summary>The body of a cancel.</summary>
/// <param name="Reason">Why; one line of 1 to 200 characters, kept in the audit trail. Null: nobody gave a reason.</param>
/// <param name="DeadlineMs">How long the engine may try, in milliseconds; null: the configured default.</param>
internal sealed record CancelRequest(string? Reason = null, long? DeadlineMs = null);

/// <summary>The body of an engagement.</summary>
/// <param name="Scope">What to stop: <c>everything</c>, <c>exchange/NAME</c>, <c>account/EXCHANGE/NAME</c>, <c>session/EXCHANGE/ALIAS</c> or <c>strategy/NAME</c>.</param>
/// <param name="Reason">Why; one line of 1 to 200 characters. Null: nobody gave a reason.</param>
/// <param name="DeadlineMs">When to say what is not proven, in milliseconds; null: the configured default.</param>
internal sealed record EngageRequest(string Scope, string? Reason = null, long? DeadlineMs = null);

/// <summary>The body of a reset.</summary>
/// <param name="Reason">Why it is safe again; one line of 1 to 200 characters.</param>
/// <param name="Engagements">The ids of the engagements that the person has seen and wants cleared, and no others are.</param>
/// <param name="Scope">What older clients name instead of engagements; such a call is denied with what is engaged.</param>
/// <param name="Epoch">What older clients name instead of engagements.</param>
internal sealed record ResetRequest(
    string Reason,
    IReadOnlyList<string>? Engagements = null,
    string? Scope = null,
    long? Epoch = null
);

/// <summary>The body of signing in.</summary>
/// <param name="Token">The operator's token.</param>
internal sealed record SignInRequest(string Token);

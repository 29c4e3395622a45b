namespace RiskEngine;

/// <summary>How people prove who they are to the service.</summary>
/// <param name="Failures">Failures from one address before the next must wait.</param>
/// <param name="PauseFirst">The first wait; doubled with each further failure.</param>
/// <param name="PauseLongest">The longest wait.</param>
/// <param name="Lasts">How long a browser stays signed in.</param>
/// <param name="Most">How many browsers may be signed in.</param>
public sealed record SignInSettings(int Failures, TimeSpan PauseFirst, TimeSpan PauseLongest, TimeSpan Lasts, int Most);

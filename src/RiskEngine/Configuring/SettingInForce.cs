namespace RiskEngine;

/// <summary>A setting as it is in force.</summary>
/// <param name="Key">The key in full.</param>
/// <param name="Text">Its value.</param>
/// <param name="IsGiven">Whether somebody gave it; otherwise it is the default.</param>
public sealed record SettingInForce(string Key, string Text, bool IsGiven);

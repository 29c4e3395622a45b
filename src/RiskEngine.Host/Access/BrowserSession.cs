namespace RiskEngine.Host.Access;

/// <summary>A browser in which somebody has signed in.</summary>
/// <param name="Operator">Who.</param>
/// <param name="AntiForgery">What the page must send back with whatever changes something; another site cannot read it.</param>
/// <param name="EndsAt">When it ends.</param>
internal sealed record BrowserSession(Operator Operator, string AntiForgery, DateTimeOffset EndsAt);

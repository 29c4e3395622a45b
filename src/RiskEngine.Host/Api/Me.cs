namespace RiskEngine.Host.Api;

/// <summary>Who is signed in.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Roles">What the person may do.</param>
/// <param name="Venues">Where the sessions' requests go, the most dangerous first.</param>
/// <param name="AntiForgery">What the page sends back with whatever changes something; null: no browser has signed in.</param>
internal sealed record Me(string Name, IReadOnlyList<string> Roles, IReadOnlyList<Venue> Venues, string? AntiForgery);

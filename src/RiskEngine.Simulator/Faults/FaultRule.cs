namespace RiskEngine.Simulator.Faults;

/// <summary>One rule of a plan: which requests it meets and what it does to them, one step after the other.</summary>
/// <param name="Path">The endpoint; null for every path.</param>
/// <param name="Session">Alias of the only session it meets; null for all.</param>
/// <param name="Chance">Probability that it meets a matching request, above 0 and at most 1.</param>
/// <param name="Steps">What it does; the rule is spent after the last.</param>
internal sealed record FaultRule(string? Path, string? Session, double Chance, IReadOnlyList<FaultStep> Steps)
{
    public bool Matches(string endpoint, string? session) =>
        (Path is null || Path == endpoint) && (Session is null || Session == session);
}

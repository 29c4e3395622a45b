namespace RiskEngine.Host.Api;

/// <summary>A problem as RFC 9457 writes it.</summary>
/// <param name="Type">Which kind of problem, as an address that never changes.</param>
/// <param name="Title">The kind, in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What it was this time.</param>
/// <param name="Errors">The members of the body that are wrong.</param>
internal sealed record ProblemView(
    string Type,
    string Title,
    int Status,
    string? Detail,
    IReadOnlyDictionary<string, string[]>? Errors
)
{
    internal static ProblemView Of(Problem problem) =>
        new($"urn:risk-engine:problem:{problem.Code}", problem.Title, problem.Status, problem.Detail, problem.Errors);
}

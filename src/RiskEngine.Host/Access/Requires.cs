namespace RiskEngine.Host.Access;

/// <summary>The role that a route asks for; <see cref="OperatorRoles.None"/>: any operator's token will do.</summary>
/// <param name="Role">The role.</param>
internal sealed record Requires(OperatorRoles Role);

namespace RiskEngine.Host.Access;

/// <summary>A person who may use the service.</summary>
/// <param name="Person">The name that goes into every record.</param>
/// <param name="Roles">What the person may do.</param>
internal sealed record Operator(RequestedBy.Person Person, OperatorRoles Roles)
{
    internal bool May(OperatorRoles role) => (Roles & role) == role;

    /// <summary>The roles as they are configured and shown.</summary>
    internal IReadOnlyList<string> RoleNames => OperatorRoleNames.Of(Roles);
}

namespace RiskEngine.Host.Access;

/// <summary>The roles as people write them.</summary>
internal static class OperatorRoleNames
{
    private static readonly (string Name, OperatorRoles Role)[] Known =
    [
        ("viewer", OperatorRoles.Viewer),
        ("canceler", OperatorRoles.Canceler),
        ("engager", OperatorRoles.Engager),
        ("resetter", OperatorRoles.Resetter),
    ];

    internal static string All { get; } = string.Join(", ", Known.Select(known => known.Name));

    internal static IReadOnlyList<string> Of(OperatorRoles roles) =>
        [.. Known.Where(known => (roles & known.Role) != 0).Select(known => known.Name)];

    /// <summary>The role of that name; <see cref="OperatorRoles.None"/> when there is none.</summary>
    internal static OperatorRoles Parse(string name) =>
        Known.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Role;
}

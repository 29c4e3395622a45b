namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>A fact that wants a PostgreSQL server, and is skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class PostgresFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public PostgresFactAttribute() => Skip = PostgresBinaries.Missing;
}

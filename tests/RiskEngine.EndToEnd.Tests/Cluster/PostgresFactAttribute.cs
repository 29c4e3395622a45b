namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>A fact that wants three services and a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class PostgresFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public PostgresFactAttribute() => Skip = PostgresBinaries.Missing;
}

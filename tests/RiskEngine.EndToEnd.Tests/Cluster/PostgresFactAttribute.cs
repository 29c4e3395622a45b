using RiskEngine.Storage.Tests.Postgres;

namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>A fact that wants three services and a PostgreSQL server: minutes of work, so it has a command of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    private const string Wanted = "RISKENGINE_CLUSTER_DRILL";

    /// <inheritdoc/>
    public PostgresFactAttribute() =>
        Skip =
            PostgresBinaries.Missing
            ?? (
                Environment.GetEnvironmentVariable(Wanted) == "1"
                    ? null
                    : $"A longer run, with a command of its own: set {Wanted}=1."
            );
}

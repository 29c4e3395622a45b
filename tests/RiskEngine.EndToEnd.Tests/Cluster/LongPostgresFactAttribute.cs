namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>One of several such facts, which take minutes together, so that they have a command of their own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongPostgresFactAttribute : PostgresFactAttribute
{
    private const string Wanted = "RISKENGINE_CLUSTER_DRILL";

    /// <inheritdoc/>
    public LongPostgresFactAttribute() =>
        Skip ??=
            Environment.GetEnvironmentVariable(Wanted) == "1"
                ? null
                : $"A longer run, with a command of its own: set {Wanted}=1.";
}

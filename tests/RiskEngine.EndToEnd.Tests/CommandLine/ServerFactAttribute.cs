namespace RiskEngine.EndToEnd.Tests.CommandLine;

/// <summary>A fact that wants a PostgreSQL server, and is skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public ServerFactAttribute() => Skip = PostgresBinaries.Missing;
}

namespace RiskEngine.Contracts.Postgres;

/// <summary>A theory that wants a PostgreSQL server, and is skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>Makes the theory.</summary>
    public PostgresTheoryAttribute() => Skip = PostgresBinaries.Missing;
}

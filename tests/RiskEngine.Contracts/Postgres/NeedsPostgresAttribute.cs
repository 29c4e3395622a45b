namespace RiskEngine.Contracts.Postgres;

/// <summary>The tests of this class want a PostgreSQL server, and are skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

using System.CommandLine;
using RiskEngine.Storage;

namespace RiskEngine.Host.CommandLine;

/// <summary>Whose audit trail: that of a file, or of a node in the database that nodes share.</summary>
internal sealed class TrailOptions
{
    private const string Database = "RISKENGINE__STORE__POSTGRES";

    /// <summary>For a page of rows: nothing waits for a check but the person who asked for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Option<FileInfo?> _store = new("--store") { Description = "The store's file." };

    private readonly Option<string?> _node = new("--node")
    {
        Description = $"Instead: the node whose trail is in the database that {Database} names.",
    };

    internal void AddTo(Command command)
    {
        command.Options.Add(_store);
        command.Options.Add(_node);
        command.Validators.Add(parsed =>
        {
            var (hasStore, hasNode) = (parsed.GetValue(_store) is not null, parsed.GetValue(_node) is not null);
            if (hasStore == hasNode)
                parsed.AddError("Either --store or --node says whose trail is meant.");
        });
    }

    /// <summary>Opens the trail, which nothing here writes.</summary>
    internal async Task<int> ReadAsync(ParseResult parsed, Func<IAuditTrail, Task<int>> read)
    {
        if (parsed.GetValue(_store) is { } file)
        {
            await using var store = new SqliteStore(new SqliteStoreOptions(file.FullName) { ReadOnly = true });
            return await read(store.AuditTrail);
        }

        try
        {
            var node = new NodeName(parsed.GetRequiredValue(_node)!);
            await using var store = new PostgresStore(
                new PostgresStoreOptions(Address(), node) { ReadOnly = true, OperationLimit = Patience }
            );
            return await read(store.AuditTrail);
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // Its words may hold the password.
            return Faults.Report([
                $"--node must be the name of a node, and {Database}, or the file that {Database}_FILE names, a connection string as Npgsql reads it.",
            ]);
        }
    }

    private static string Address() =>
        Environment.GetEnvironmentVariable(Database) is { Length: > 0 } address
            ? address
            : File.ReadAllText(Environment.GetEnvironmentVariable($"{Database}_FILE") ?? "").TrimEnd();
}

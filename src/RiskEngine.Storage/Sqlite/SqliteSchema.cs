using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>The tables, and how a file of an older engine comes to have them.</summary>
/// <remarks>
/// <c>application_id</c> says that the file is a store of this engine, <c>user_version</c> how many migrations it has
/// seen. Migrations are added at the end and never changed.
/// </remarks>
internal static class SqliteSchema
{
    /// <summary>"RISK" in ASCII.</summary>
    private const long ApplicationId = 0x5249534B;

    /// <summary>
    /// Each chain's rows hash the ones before, and its head, kept apart, says how many there are: whatever a damaged
    /// page loses or invents does not fit.
    /// </summary>
    private static readonly string[] Migrations =
    [
        """
            CREATE TABLE kill_switch_record (number INTEGER PRIMARY KEY, row BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
            CREATE TABLE audit_row (number INTEGER PRIMARY KEY, row BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
            CREATE TABLE head (chain TEXT PRIMARY KEY, count INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
            INSERT INTO head VALUES ('kill_switch_record', 0, zeroblob(32)), ('audit_row', 0, zeroblob(32));
            """,
        // The one row says that no mark is known, with the hash of that text.
        """
            CREATE TABLE nonce_marks (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), marks BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
            INSERT INTO nonce_marks VALUES (1, CAST('{}' AS BLOB), x'fb1634c4e6cd4b1f1afe3ce2d6ef080f7ac5d1f357d723ad4dfca782733b62db');
            """,
        // Records name engagements by ids, and marks have decimals: an older engine would call both damaged. It is told
        // that the format is newer instead. What is there stays as it is, or its hashes would not fit.
        "SELECT 1;",
        // An older engine would not write here, and orders that it left would be missing.
        """
            CREATE TABLE order_ledger (
              session TEXT PRIMARY KEY, standing TEXT NOT NULL, digest BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
            CREATE TABLE open_order (
              session TEXT NOT NULL, id TEXT NOT NULL, strategy TEXT, PRIMARY KEY (session, id)) STRICT, WITHOUT ROWID;
            """,
        // An older engine would forget how an order was entered, and let a list close it that does not know it.
        "ALTER TABLE open_order ADD COLUMN terms TEXT;",
    ];

    /// <summary>Makes the tables in a new file.</summary>
    internal static void Create(SqliteConnection connection)
    {
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        Migrate(connection, 0);
    }

    /// <summary>Brings an existing file up to date, or says that it is none of ours.</summary>
    internal static void Ensure(SqliteConnection connection, bool readOnly)
    {
        if (connection.Scalar("PRAGMA application_id") is not ApplicationId)
            throw new StoreException(StoreFault.Corrupt, "The file is not a store of this engine.");
        switch (connection.Scalar("PRAGMA user_version"))
        {
            case long version when version == Migrations.Length:
                return;
            case long version when version > Migrations.Length:
                throw new StoreException(
                    StoreFault.NewerFormat,
                    $"The store has format {version}; this engine knows {Migrations.Length}."
                );
            case long version and > 0 when !readOnly:
                Migrate(connection, (int)version);
                return;
            // The tables of an older file lack nothing that a reader of its chains asks for.
            case long and > 0:
                return;
            case var version:
                throw new StoreException(StoreFault.Corrupt, $"The store has format {version}.");
        }
    }

    private static void Migrate(SqliteConnection connection, int from)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var migration in Migrations.Skip(from))
            connection.Execute(migration);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Migrations.Length}"));
        transaction.Commit();
    }
}

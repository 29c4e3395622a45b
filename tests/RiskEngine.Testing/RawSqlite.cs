using Microsoft.Data.Sqlite;

namespace RiskEngine.Testing;

/// <summary>A way into a store's file past the store.</summary>
public static class RawSqlite
{
    public static void Run(string store, string sql)
    {
        using var connection = Open(store);
        connection.Run(sql);
    }

    public static SqliteConnection Open(string store)
    {
        var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        return connection;
    }

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

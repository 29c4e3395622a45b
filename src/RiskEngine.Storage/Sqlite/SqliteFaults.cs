using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskEngine.Storage;

/// <summary>What SQLite's result codes mean for a store.</summary>
internal static class SqliteFaults
{
    internal static StoreFailure? From(Exception exception) =>
        exception switch
        {
            StoreException own => own.Failure,
            SqliteException sqlite => new StoreFailure(Fault(sqlite.SqliteErrorCode), OneLine(sqlite.Message)),
            IOException or UnauthorizedAccessException => new StoreFailure(
                StoreFault.Unavailable,
                OneLine(exception.Message)
            ),
            _ => null,
        };

    private static StoreFault Fault(int code) =>
        code switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => StoreFault.Locked,
            raw.SQLITE_READONLY => StoreFault.ReadOnly,
            raw.SQLITE_FULL => StoreFault.Full,
            raw.SQLITE_CANTOPEN or raw.SQLITE_IOERR or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_NOMEM =>
                StoreFault.Unavailable,
            // The statements are fixed and right, so a file in which they do not run is not the file that they were written for.
            _ => StoreFault.Corrupt,
        };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}

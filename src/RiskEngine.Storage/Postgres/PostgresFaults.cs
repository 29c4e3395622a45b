using System.Net.Sockets;
using Npgsql;

namespace RiskEngine.Storage;

/// <summary>What PostgreSQL's error codes and broken connections mean for a store.</summary>
internal static class PostgresFaults
{
    /// <summary>The failure; null when the exception is a defect of ours.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="mayBeKept">Whether something that writes may have reached the server.</param>
    internal static StoreFailure? From(Exception exception, bool mayBeKept) =>
        exception switch
        {
            StoreException own => own.Failure,
            PostgresException answer when !IsConnectionLost(answer) => new StoreFailure(
                Fault(answer.SqlState),
                OneLine($"{answer.MessageText} ({answer.SqlState})")
            ),
            _ when IsConnectionLost(exception) => new StoreFailure(
                mayBeKept ? StoreFault.Interrupted : StoreFault.Unavailable,
                OneLine(exception is OperationCanceledException ? "No answer came in time." : exception.Message)
            ),
            _ => null,
        };

    /// <summary>Whether the connection is of no more use, or never was.</summary>
    internal static bool IsConnectionLost(Exception exception) =>
        exception switch
        {
            // The server is starting, stopping, or has ended the session; the class 08 is about connections.
            PostgresException answer => answer.SqlState
                is "57P01"
                    or "57P02"
                    or "57P03"
                    or "57P05"
                    or "25P03"
                    or "53300"
                || answer.SqlState.StartsWith("08", StringComparison.Ordinal),
            NpgsqlException or OperationCanceledException or TimeoutException or IOException or SocketException => true,
            // A connection that broke between two statements is found closed.
            InvalidOperationException or ObjectDisposedException => exception.Source
                == typeof(NpgsqlConnection).Namespace,
            _ => false,
        };

    private static StoreFault Fault(string state) =>
        state switch
        {
            PostgresErrorCodes.ReadOnlySqlTransaction => StoreFault.ReadOnly,
            PostgresErrorCodes.DiskFull => StoreFault.Full,
            PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.QueryCanceled
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure => StoreFault.Locked,
            // The statements are fixed and right, so where they do not run is not what they were written for: classes
            // 22, 23 and 42 are about values, constraints and names, XX about damage.
            _ when state != PostgresErrorCodes.InsufficientPrivilege
                    && (state[..2] is "22" or "23" or "42" or "XX" || state == PostgresErrorCodes.InvalidSchemaName) =>
                StoreFault.Corrupt,
            _ => StoreFault.Unavailable,
        };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}

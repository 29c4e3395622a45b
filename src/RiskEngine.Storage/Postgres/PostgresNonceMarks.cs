namespace RiskEngine.Storage;

/// <summary>How high nonces may have gone, in the table <c>nonce_mark</c>.</summary>
internal sealed class PostgresNonceMarks(PostgresDatabase database) : INonceMarks
{
    public Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.RunAsync<NonceMarkReading>(
            writes: false,
            async (connection, token) =>
                new NonceMarkReading.Known(
                    await connection
                        .ScalarAsync("SELECT mark FROM nonce_mark WHERE session = $1", token, $"{session}")
                        .ConfigureAwait(false)
                        is decimal mark
                        ? new Nonce(mark)
                        : null
                ),
            failure => new NonceMarkReading.Failed(failure),
            cancellationToken
        );
    }

    public Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.RunAsync<StoreChange>(
            writes: true,
            async (connection, token) =>
            {
                await connection
                    .ExecuteAsync(
                        """
                        INSERT INTO nonce_mark AS m (session, mark) VALUES ($1, $2)
                        ON CONFLICT (session) DO UPDATE SET mark = excluded.mark WHERE m.mark < excluded.mark
                        """,
                        token,
                        $"{session}",
                        upTo.Value
                    )
                    .ConfigureAwait(false);
                return new StoreChange.Kept();
            },
            failure => new StoreChange.Failed(failure),
            cancellationToken
        );
    }
}

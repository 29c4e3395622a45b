using Npgsql;
using NpgsqlTypes;

namespace RiskEngine.Storage;

/// <summary>Which orders are open, in the table <c>open_order</c>, and what they leave out, in <c>order_ledger</c>.</summary>
internal sealed class PostgresOrderLedgers(PostgresDatabase database) : IOrderLedgers
{
    public Task<OrderLedgerReading> ReadAsync(SessionKey session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.RunAsync<OrderLedgerReading>(
            writes: false,
            (connection, token) => ReadAsync(connection, $"{session}", token),
            failure => new OrderLedgerReading.Failed(failure),
            cancellationToken
        );
    }

    public Task<StoreChange> KeepAsync(
        SessionKey session,
        OrderLedgerChange change,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(change);
        return database.RunAsync<StoreChange>(
            writes: true,
            async (connection, token) =>
            {
                // Sent at once, and one transaction.
                var batch = new NpgsqlBatch(connection);
                await using (batch.ConfigureAwait(false))
                {
                    foreach (var statement in Statements($"{session}", change))
                        batch.BatchCommands.Add(statement);
                    await batch.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                }

                return new StoreChange.Kept();
            },
            failure => new StoreChange.Failed(failure),
            cancellationToken
        );
    }

    /// <summary>One statement, so that orders and standing are of one moment.</summary>
    private static async Task<OrderLedgerReading> ReadAsync(
        NpgsqlConnection connection,
        string session,
        CancellationToken token
    )
    {
        var rows = await connection
            .ListAsync(
                """
                SELECT l.standing, o.id, o.strategy, o.terms FROM order_ledger AS l
                LEFT JOIN open_order AS o ON o.session = l.session WHERE l.session = $1
                """,
                reader =>
                    (
                        Standing: OrderLedgerText.Standing(reader.GetString(0)),
                        Order: reader.IsDBNull(1)
                            ? null
                            : OrderLedgerText.Order(
                                reader.GetString(1),
                                reader.IsDBNull(2) ? null : reader.GetString(2),
                                reader.IsDBNull(3) ? null : reader.GetString(3)
                            )
                    ),
                token,
                session
            )
            .ConfigureAwait(false);
        return new OrderLedgerReading.Known(
            rows.Select(row => row.Order).OfType<KeptOrder>().OrderBy(order => order.Id).ToValueList(),
            rows is [] ? OrderLedgerStanding.InUse : rows[0].Standing
        );
    }

    private static IEnumerable<NpgsqlBatchCommand> Statements(string session, OrderLedgerChange change)
    {
        yield return Statement(
            """
            INSERT INTO order_ledger (session, standing) VALUES ($1, $2)
            ON CONFLICT (session) DO UPDATE SET standing = excluded.standing
            """,
            new NpgsqlParameter { Value = session },
            new NpgsqlParameter { Value = OrderLedgerText.Of(change.Standing) }
        );
        if (change.Opened.Count > 0)
            yield return Statement(
                """
                INSERT INTO open_order (session, id, strategy, terms)
                SELECT $1, o.id, o.strategy, o.terms FROM unnest($2, $3, $4) AS o (id, strategy, terms)
                ON CONFLICT (session, id) DO UPDATE SET strategy = excluded.strategy, terms = excluded.terms
                """,
                new NpgsqlParameter { Value = session },
                Texts(change.Opened.Select(order => order.Id.Value)),
                Texts(change.Opened.Select(order => order.Strategy?.Value)),
                Texts(change.Opened.Select(order => OrderTermsText.Of(order.Terms)))
            );
        if (change.Closed.Count > 0)
            yield return Statement(
                "DELETE FROM open_order WHERE session = $1 AND id = ANY ($2)",
                new NpgsqlParameter { Value = session },
                Texts(change.Closed.Select(order => order.Value))
            );
    }

    private static NpgsqlBatchCommand Statement(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            statement.Parameters.Add(parameter);
        return statement;
    }

    private static NpgsqlParameter Texts(IEnumerable<string?> texts) =>
        new() { Value = texts.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}

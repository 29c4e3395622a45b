using Npgsql;

namespace RiskEngine.Storage;

/// <summary>The nodes, in the table <c>node</c>. Who is live is told by the server's clock alone.</summary>
internal sealed class PostgresNodeRoster(PostgresDatabase database, PostgresStoreOptions options) : INodeRoster
{
    public Task<RosterJoin> JoinAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        return database.RunAsync<RosterJoin>(
            writes: true,
            async (connection, token) =>
            {
                // A server that hung comes to this only after it was given up here, when a later try may have joined:
                // it must not count as one more life then, and replace the node by its own ghost.
                var until = await connection
                    .ScalarAsync("SELECT clock_timestamp() + $1", token, options.OperationLimit / 2)
                    .ConfigureAwait(false);
                var life = await connection
                    .ScalarAsync(
                        """
                        INSERT INTO node AS n (name, life, address, sessions, seen_at, has_left)
                        SELECT $1, 1, $2, $3, clock_timestamp(), false WHERE clock_timestamp() < $4
                        ON CONFLICT (name) DO UPDATE SET life = n.life + 1, address = excluded.address,
                          sessions = excluded.sessions, seen_at = excluded.seen_at, has_left = false
                        RETURNING life
                        """,
                        token,
                        node.Name.Value,
                        node.Address is { } address ? address.AbsoluteUri : DBNull.Value,
                        node.Sessions.Select(x => $"{x}").ToArray(),
                        until!
                    )
                    .ConfigureAwait(false);
                return life is long number
                    ? new RosterJoin.Joined(new Membership(node, number))
                    : throw new StoreException(StoreFault.Locked, "The server came to it too late.");
            },
            failure => new RosterJoin.Failed(failure),
            cancellationToken
        );
    }

    public Task<RosterBeat> BeatAsync(Membership membership, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(membership);
        return database.RunAsync<RosterBeat>(
            writes: true,
            async (connection, token) =>
            {
                var isCurrent = await connection
                    .ExecuteAsync(
                        "UPDATE node SET seen_at = clock_timestamp(), has_left = false WHERE name = $1 AND life = $2",
                        token,
                        membership.Node.Name.Value,
                        membership.Life
                    )
                    .ConfigureAwait(false);
                return isCurrent == 1
                    ? new RosterBeat.Heard(await LiveAsync(connection, token).ConfigureAwait(false))
                    : new RosterBeat.Replaced();
            },
            failure => new RosterBeat.Failed(failure),
            cancellationToken
        );
    }

    public Task<StoreChange> LeaveAsync(Membership membership, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(membership);
        return database.RunAsync<StoreChange>(
            writes: true,
            async (connection, token) =>
            {
                await connection
                    .ExecuteAsync(
                        "UPDATE node SET has_left = true WHERE name = $1 AND life = $2",
                        token,
                        membership.Node.Name.Value,
                        membership.Life
                    )
                    .ConfigureAwait(false);
                return new StoreChange.Kept();
            },
            failure => new StoreChange.Failed(failure),
            cancellationToken
        );
    }

    private async Task<ValueList<ClusterNode>> LiveAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var nodes = await connection
            .ListAsync(
                """
                SELECT name, address, sessions FROM node
                WHERE NOT has_left AND seen_at > clock_timestamp() - $1 ORDER BY name COLLATE "C"
                """,
                Node,
                token,
                options.Terms.SilenceLimit
            )
            .ConfigureAwait(false);
        return nodes.ToValueList();
    }

    private static ClusterNode Node(NpgsqlDataReader reader) =>
        new(
            new NodeName(reader.GetString(0)),
            reader.IsDBNull(1) ? null : new Uri(reader.GetString(1)),
            reader.GetFieldValue<string[]>(2).Select(PostgresSessions.Parse).ToValueList()
        );
}

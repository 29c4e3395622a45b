namespace RiskEngine.Storage;

/// <summary>Reads kill-switch records out of a chain.</summary>
/// <remarks>
/// Every reading goes over every row, so that one which was changed since is found by the next reading of any node. What
/// need not be done again is to understand a row: a hash stands for its row and all before it, so where the hash is still
/// the one that was read, so are the records.
/// </remarks>
internal sealed class ChainedRecords(string table)
{
    private volatile Known _known = Known.Nothing;

    /// <summary>All or nothing: a record that is missing or changed may be the one that stops trading.</summary>
    /// <exception cref="StoreException">The chain is damaged.</exception>
    internal KillSwitchHistory Read(AuditHead noted, IReadOnlyList<ChainedRow> rows)
    {
        // Once: a reading beside this one may be further by now.
        var last = _known;
        var known = last.IsWithin(rows) ? last : Known.Nothing;
        var (history, head) = (known.History, AuditHead.Empty);
        foreach (var row in rows)
        {
            head = new AuditHead(head.Count + 1, head.Hash.Next(row.Bytes));
            if ((row.Number, row.Hash) != (head.Count, head.Hash))
                throw Damaged(table, $"is damaged at row {head.Count}");
            if (head.Count > known.Head.Count)
                history = history.Add(
                    KillSwitchRecordJson.Read(row.Bytes) ?? throw Damaged(table, $"has no record in row {head.Count}")
                );
        }

        if (noted != head)
            throw Damaged(table, "does not end where its head says");
        _known = new Known(head, history);
        return history;
    }

    /// <summary>Whether the last row is the one that the head names: nothing is added to a cut chain.</summary>
    internal static bool Fits(AuditHead head, IReadOnlyList<ChainedRow> last) =>
        head.Count == 0 ? last.Count == 0 : last is [var row] && (row.Number, row.Hash) == (head.Count, head.Hash);

    internal static StoreException Damaged(string table, string what) => new(StoreFault.Corrupt, $"{table} {what}.");

    /// <summary>What the chain was when it was last read.</summary>
    private sealed record Known(AuditHead Head, KillSwitchHistory History)
    {
        internal static readonly Known Nothing = new(AuditHead.Empty, KillSwitchHistory.Empty);

        /// <summary>Whether rows begin with it, if each has the hash that is kept with it.</summary>
        internal bool IsWithin(IReadOnlyList<ChainedRow> rows) =>
            Head.Count <= rows.Count && (Head.Count == 0 || rows[(int)Head.Count - 1].Hash == Head.Hash);
    }
}

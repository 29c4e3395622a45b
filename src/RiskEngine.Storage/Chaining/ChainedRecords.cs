namespace RiskEngine.Storage;

/// <summary>Reads kill-switch records out of a chain.</summary>
internal static class ChainedRecords
{
    /// <summary>All or nothing: a record that is missing or changed may be the one that stops trading.</summary>
    /// <exception cref="StoreException">The chain is damaged.</exception>
    internal static KillSwitchHistory Read(string table, IEnumerable<ChainedRow> rows, Func<AuditHead> noted)
    {
        var (records, head) = (new List<KillSwitchRecord>(), AuditHead.Empty);
        foreach (var row in rows)
        {
            head = new AuditHead(head.Count + 1, head.Hash.Next(row.Bytes));
            if ((row.Number, row.Hash) != (head.Count, head.Hash))
                throw Damaged(table, $"is damaged at row {head.Count}");
            records.Add(
                KillSwitchRecordJson.Read(row.Bytes) ?? throw Damaged(table, $"has no record in row {head.Count}")
            );
        }

        return noted() == head
            ? KillSwitchHistory.Of(records)
            : throw Damaged(table, "does not end where its head says");
    }

    /// <summary>Whether the last row is the one that the head names: nothing is added to a cut chain.</summary>
    internal static bool Fits(AuditHead head, IReadOnlyList<ChainedRow> last) =>
        head.Count == 0 ? last.Count == 0 : last is [var row] && (row.Number, row.Hash) == (head.Count, head.Hash);

    internal static StoreException Damaged(string table, string what) => new(StoreFault.Corrupt, $"{table} {what}.");
}

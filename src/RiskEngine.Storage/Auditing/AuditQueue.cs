namespace RiskEngine.Storage;

/// <summary>Entries that wait for the store, and in their places the counts of those that found no room.</summary>
/// <remarks>An entry with a long list takes the room of several, so that what waits is bounded in bytes too.</remarks>
internal sealed class AuditQueue(int capacity, NodeName node)
{
    private readonly Queue<Slot> _slots = new();
    private Slot? _openGap;
    private int _taken;

    internal bool IsEmpty => _slots.Count == 0;

    /// <summary>Takes an entry, or counts it where it would have stood.</summary>
    /// <returns>Whether there was room.</returns>
    internal bool Add(AuditEntry entry)
    {
        if (_taken < capacity)
        {
            _openGap = null;
            var slot = new Slot { Entry = entry, Room = entry.Room };
            _taken += slot.Room;
            _slots.Enqueue(slot);
            return true;
        }

        if (_openGap is null)
            _slots.Enqueue(_openGap = new Slot { Since = entry.At });
        _openGap.Lost++;
        return false;
    }

    /// <summary>Takes out the next ones, with a row for each gap among them.</summary>
    internal AuditBatch Take(int limit)
    {
        var (rows, entries, lost) = (new List<AuditEntry>(), 0, 0L);
        var room = 0;
        while (room < limit && _slots.TryDequeue(out var slot))
        {
            room += Math.Max(1, slot.Room);
            _taken -= slot.Room;
            if (slot == _openGap)
                _openGap = null;
            if (slot.Entry is not null)
                entries++;
            lost += slot.Lost;
            rows.Add(slot.Entry ?? new AuditEntry.Lost(slot.Since, node, slot.Lost));
        }

        return new AuditBatch(rows, entries, entries + lost);
    }

    private sealed class Slot
    {
        internal AuditEntry? Entry { get; init; }

        internal int Room { get; init; }

        internal DateTimeOffset Since { get; init; }

        internal long Lost { get; set; }
    }
}

/// <summary>What one write takes.</summary>
/// <param name="Rows">The entries, and a row for each gap.</param>
/// <param name="Entries">How many of them are entries.</param>
/// <param name="Settles">Of how many entries the trail then tells: those in it, and those that its gaps count.</param>
internal sealed record AuditBatch(IReadOnlyList<AuditEntry> Rows, int Entries, long Settles)
{
    internal static readonly AuditBatch Empty = new([], 0, 0);

    /// <summary>How many rows of the trail it becomes: an entry with a long list is several.</summary>
    internal int RowCount => Rows.Sum(entry => entry.RowCount);
}

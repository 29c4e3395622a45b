namespace RiskEngine.Core;

/// <summary>Checks a trail row by row, so that one of any length needs no memory.</summary>
public sealed class AuditVerifier
{
    private readonly AuditHead[] _known;
    private AuditHead _head = AuditHead.Empty;
    private AuditVerdict.Broken? _broken;

    /// <summary>Begins before the first row.</summary>
    /// <param name="known">Heads that were noted earlier, in any order; none is fine.</param>
    public AuditVerifier(params IEnumerable<AuditHead> known) => _known = [.. known];

    /// <summary>What is known so far of the rows given; a cut tail shows only here.</summary>
    public AuditVerdict Verdict
    {
        get
        {
            if (_broken is not null)
                return _broken;
            if (_known.Any(x => x.Count > _head.Count))
                return new AuditVerdict.Broken(_head.Count + 1, AuditBreak.TailCut);
            return new AuditVerdict.Intact(_head);
        }
    }

    /// <summary>Takes the next row. After the first bad row, more change nothing.</summary>
    /// <returns>Whether the trail is good up to and with this row.</returns>
    public bool Take(AuditRow row)
    {
        if (_broken is not null)
            return false;
        var due = AuditRow.After(_head, row.Json);
        if (row.Number > due.Number)
            return Break(due.Number, AuditBreak.Missing);
        if (row != due)
            return Break(due.Number, AuditBreak.HashDiffers);
        _head = new AuditHead(row.Number, row.Hash);
        return _known.All(x => x.Count != _head.Count || x.Hash == _head.Hash)
            || Break(row.Number, AuditBreak.WrittenAnew);
    }

    /// <summary>States that the next row exists but cannot be read.</summary>
    public void TakeUnreadable() => Break(_head.Count + 1, AuditBreak.Unreadable);

    private bool Break(long row, AuditBreak why)
    {
        _broken ??= new AuditVerdict.Broken(row, why);
        return false;
    }
}

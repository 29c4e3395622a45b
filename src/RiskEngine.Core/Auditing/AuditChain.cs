namespace RiskEngine.Core;

/// <summary>Chains rows by hash, and checks the chain.</summary>
public static class AuditChain
{
    /// <summary>The rows that these entries become after the given head, in their order.</summary>
    public static ValueList<AuditRow> Append(AuditHead head, IEnumerable<AuditEntry> entries)
    {
        var rows = new List<AuditRow>();
        foreach (var entry in entries)
        {
            foreach (var json in entry.ToRows())
            {
                var row = AuditRow.After(head, json);
                rows.Add(row);
                head = new AuditHead(row.Number, row.Hash);
            }
        }

        return rows.ToValueList();
    }

    /// <summary>Checks a trail from its first row.</summary>
    /// <param name="rows">All rows, in the order of their numbers.</param>
    /// <param name="known">Heads that were noted earlier: what was cut or written anew since is found.</param>
    public static AuditVerdict Verify(IEnumerable<AuditRow> rows, params IEnumerable<AuditHead> known)
    {
        var verifier = new AuditVerifier(known);
        foreach (var row in rows)
            if (!verifier.Take(row))
                break;
        return verifier.Verdict;
    }
}

using System.Runtime.CompilerServices;

namespace RiskEngine.Core;

/// <summary>Reads whole trails, whoever keeps them.</summary>
public static class AuditTrails
{
    private const int PageRows = 512;

    /// <summary>Every row from the first, in pages; ends with the first failure, after the last row that can be read.</summary>
    public static async IAsyncEnumerable<AuditReading> ReadAllAsync(
        this IAuditTrail trail,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var (after, limit) = (0L, PageRows);
        while (true)
        {
            var reading = await trail.ReadAfterAsync(after, limit, cancellationToken).ConfigureAwait(false);
            // A page may fail for one row: the rows before it are good all the same.
            if (reading is AuditReading.Failed && limit > 1)
            {
                limit = 1;
                continue;
            }

            yield return reading;
            if (LastOf(reading, limit) is not { } last)
                yield break;
            after = last;
        }
    }

    /// <summary>The row after which the next page begins; null: there is none to read.</summary>
    private static long? LastOf(AuditReading reading, int limit) =>
        reading switch
        {
            AuditReading.Page page => page.Rows.Count < limit && !page.IsCut ? null : page.Rows[^1].Number,
            AuditReading.Failed => null,
            _ => throw ClosedUnion.Unhandled(reading),
        };

    /// <summary>Checks a trail against itself, against the store's own note of its head, and against heads noted elsewhere.</summary>
    /// <param name="trail">The trail; it may grow meanwhile.</param>
    /// <param name="known">Heads that were noted earlier.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<AuditCheck> CheckAsync(
        this IAuditTrail trail,
        IEnumerable<AuditHead> known,
        CancellationToken cancellationToken = default
    )
    {
        var before = await trail.HeadAsync(cancellationToken).ConfigureAwait(false);
        switch (before)
        {
            case AuditHeadReading.Known(var noted):
                known = [.. known, noted];
                break;
            // A broken note is a finding; the rows tell the rest.
            case AuditHeadReading.Failed({ Fault: StoreFault.Corrupt }):
                break;
            case AuditHeadReading.Failed(var failure):
                return new AuditCheck.NotDone(failure);
            default:
                throw ClosedUnion.Unhandled(before);
        }

        var verifier = new AuditVerifier(known);
        await foreach (var reading in trail.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            switch (reading)
            {
                case AuditReading.Page(var rows):
                    foreach (var row in rows)
                        if (!verifier.Take(row))
                            return new AuditCheck.Done(verifier.Verdict);
                    break;
                case AuditReading.Failed({ Fault: StoreFault.Corrupt }):
                    verifier.TakeUnreadable();
                    break;
                case AuditReading.Failed(var other):
                    return new AuditCheck.NotDone(other);
                default:
                    throw ClosedUnion.Unhandled(reading);
            }

        var after = await trail.HeadAsync(cancellationToken).ConfigureAwait(false);
        return new AuditCheck.Done(WithNote(verifier.Verdict, after));
    }

    /// <summary>What is good by itself must end at or before the store's note of its end.</summary>
    private static AuditVerdict WithNote(AuditVerdict verdict, AuditHeadReading note) =>
        verdict switch
        {
            AuditVerdict.Intact intact => WithNote(intact, note),
            AuditVerdict.Broken => verdict,
            _ => throw ClosedUnion.Unhandled(verdict),
        };

    private static AuditVerdict WithNote(AuditVerdict.Intact intact, AuditHeadReading note) =>
        note switch
        {
            AuditHeadReading.Failed => new AuditVerdict.Broken(intact.Head.Count + 1, AuditBreak.Unreadable),
            AuditHeadReading.Known(var noted) when intact.Head.Count > noted.Count => new AuditVerdict.Broken(
                noted.Count + 1,
                AuditBreak.NotNoted
            ),
            AuditHeadReading.Known => intact,
            _ => throw ClosedUnion.Unhandled(note),
        };
}

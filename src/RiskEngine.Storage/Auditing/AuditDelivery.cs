namespace RiskEngine.Storage;

/// <summary>Adds batches to the trail, after a row about what a crash of the run before took with it.</summary>
internal sealed class AuditDelivery(IAuditTrail trail, NodeName node, TimeProvider time, AuditTally? tally)
{
    private bool _isReckoned = tally is null;
    private long _rows;

    /// <summary>Tries once.</summary>
    /// <returns>Why nothing of the batch is kept; null when all of it is.</returns>
    internal async Task<StoreFailure?> TryAsync(AuditBatch batch)
    {
        try
        {
            return (_isReckoned ? null : await ReckonAsync().ConfigureAwait(false))
                ?? await AppendAsync(batch).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A defect of the store must not end the trail.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            return new StoreFailure(StoreFault.Unavailable, defect.Message);
        }
    }

    /// <summary>Once, before the first batch: says in the trail what the run before has lost.</summary>
    private async Task<StoreFailure?> ReckonAsync()
    {
        var reading = await trail.HeadAsync(CancellationToken.None).ConfigureAwait(false);
        switch (reading)
        {
            case AuditHeadReading.Failed(var failure):
                return failure;
            case AuditHeadReading.Known(var head):
                _rows = head.Count;
                break;
            default:
                throw ClosedUnion.Unhandled(reading);
        }

        var lost = tally!.LostBefore(_rows);
        var unsaid =
            lost == 0
                ? null
                : await AppendAsync(new AuditBatch([new AuditEntry.Lost(time.GetUtcNow(), node, lost)], 0, lost))
                    .ConfigureAwait(false);
        _isReckoned = unsaid is null;
        return unsaid;
    }

    private async Task<StoreFailure?> AppendAsync(AuditBatch batch)
    {
        tally?.Begin(_rows, batch);
        // Not to be given up half way: whether the rows are kept would not be known.
        var append = await trail.AppendAsync(batch.Rows, CancellationToken.None).ConfigureAwait(false);
        switch (append)
        {
            case AuditAppend.Kept(var head):
                _rows = head.Count;
                return null;
            case AuditAppend.Failed(var failure):
                return failure;
            default:
                throw ClosedUnion.Unhandled(append);
        }
    }
}

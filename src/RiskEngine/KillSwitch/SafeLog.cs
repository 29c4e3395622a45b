namespace RiskEngine;

/// <summary>The log of the kill switch as inputs of its rules: whatever the store does, also a defect, is a value here.</summary>
internal static class SafeLog
{
    internal static async Task<SwitchInput> Store(IKillSwitchLog log, KillSwitchRecord record)
    {
        try
        {
            var result = await log.AppendAsync(record, CancellationToken.None).ConfigureAwait(false);
            return new SwitchInput.Stored(record, result);
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // Nobody knows how far it had come: the record may be there.
            var failure = Failure(defect) with
            {
                Fault = StoreFault.Interrupted,
            };
            return new SwitchInput.Stored(record, new KillSwitchAppend.Failed(failure));
        }
    }

    internal static async Task<KillSwitchReading> Read(IKillSwitchLog log)
    {
        try
        {
            return await log.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            return new KillSwitchReading.Failed(Failure(defect));
        }
    }

    /// <summary>Waits for so long; then the reading goes on, but it counts as failed.</summary>
    internal static async Task<KillSwitchReading> Read(IKillSwitchLog log, TimeSpan patience, TimeProvider time)
    {
        var reading = Read(log);
        if (!reading.IsCompleted)
            await Task.WhenAny(reading, Task.Delay(patience, time)).ConfigureAwait(false);
        return reading.IsCompleted
            ? await reading.ConfigureAwait(false)
            : new KillSwitchReading.Failed(
                new StoreFailure(StoreFault.Unavailable, $"The store has not answered within {patience}.")
            );
    }

    private static StoreFailure Failure(Exception defect) =>
        new(StoreFault.Unavailable, defect.Message.ReplaceLineEndings(" "));
}

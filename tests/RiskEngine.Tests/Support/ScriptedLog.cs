namespace RiskEngine.Tests.Support;

/// <summary>A memory of the kill switch that a test breaks at will.</summary>
internal sealed class ScriptedLog : IKillSwitchLog
{
    private readonly InProcessKillSwitchLog _kept = new();

    /// <summary>What the store does before it does anything: returns when it may go on.</summary>
    internal Func<Task<StoreFailure?>> Append { get; set; } = Well;

    internal Func<Task<StoreFailure?>> Read { get; set; } = Well;

    public async Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken)
    {
        if (await Append() is { } failure)
            return new KillSwitchAppend.Failed(failure);
        await _kept.AppendAsync(record, cancellationToken);
        return new KillSwitchAppend.Kept(KillSwitchDurability.ThisNode);
    }

    public async Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken) =>
        await Read() is { } failure ? new KillSwitchReading.Failed(failure) : await _kept.ReadAsync(cancellationToken);

    internal static Task<StoreFailure?> Well() => Task.FromResult<StoreFailure?>(null);

    internal static Task<StoreFailure?> Silence() => new TaskCompletionSource<StoreFailure?>().Task;

    internal static Func<Task<StoreFailure?>> Failing(StoreFault fault) =>
        () => Task.FromResult<StoreFailure?>(new StoreFailure(fault, "a test"));
}

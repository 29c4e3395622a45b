namespace RiskEngine.Simulation.Desk;

/// <summary>Keeps what the trail is given, in order.</summary>
internal sealed class KeptAudit : IAuditRecorder
{
    private readonly List<AuditEntry> _entries = [];

    internal IReadOnlyList<AuditEntry> Entries => _entries;

    /// <summary>How many entries there were when it was last flushed.</summary>
    internal int FlushedAt { get; private set; }

    public void Record(AuditEntry entry) => _entries.Add(entry);

    public Task<bool> FlushAsync(CancellationToken giveUp)
    {
        FlushedAt = _entries.Count;
        return Task.FromResult(true);
    }
}

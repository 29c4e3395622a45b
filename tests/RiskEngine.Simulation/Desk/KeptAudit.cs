namespace RiskEngine.Simulation.Desk;

/// <summary>Keeps what the trail is given, in order.</summary>
internal sealed class KeptAudit : IAuditRecorder
{
    private readonly List<AuditEntry> _entries = [];

    internal IReadOnlyList<AuditEntry> Entries => _entries;

    public void Record(AuditEntry entry) => _entries.Add(entry);

    public Task<bool> FlushAsync(CancellationToken giveUp) => Task.FromResult(true);
}

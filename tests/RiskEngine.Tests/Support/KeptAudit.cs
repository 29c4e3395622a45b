using System.Collections.Concurrent;

namespace RiskEngine.Tests.Support;

/// <summary>Keeps what the trail is given, in order.</summary>
internal sealed class KeptAudit : IAuditRecorder
{
    private readonly ConcurrentQueue<AuditEntry> _entries = new();

    internal IReadOnlyList<AuditEntry> Entries => [.. _entries];

    internal int FlushedAt { get; private set; }

    public void Record(AuditEntry entry) => _entries.Enqueue(entry);

    public Task<bool> FlushAsync(CancellationToken giveUp)
    {
        FlushedAt = _entries.Count;
        return Task.FromResult(true);
    }
}

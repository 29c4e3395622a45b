using System.Collections.Concurrent;

namespace RiskEngine.Core;

/// <summary>Marks that live as long as the process: enough where the clock does not step back between two starts.</summary>
public sealed class InProcessNonceMarks : INonceMarks
{
    private readonly ConcurrentDictionary<SessionKey, Nonce> _marks = new();

    /// <inheritdoc/>
    public Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken = default) =>
        Task.FromResult<NonceMarkReading>(
            new NonceMarkReading.Known(_marks.TryGetValue(session, out var mark) ? mark : null)
        );

    /// <inheritdoc/>
    public Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken = default)
    {
        _marks.AddOrUpdate(session, upTo, (_, known) => upTo > known ? upTo : known);
        return Task.FromResult<StoreChange>(new StoreChange.Kept());
    }
}

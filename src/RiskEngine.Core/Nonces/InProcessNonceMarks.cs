using System.Collections.Concurrent;

namespace RiskEngine.Core;

/// <summary>Marks that live as long as the process: enough where the clock does not step back between two starts.</summary>
public sealed class InProcessNonceMarks : INonceMarks
{
    private readonly ConcurrentDictionary<SessionKey, Nonce> _marks = new();

    /// <inheritdoc/>
    public Task<Nonce?> ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
        Task.FromResult<Nonce?>(_marks.TryGetValue(session, out var mark) ? mark : null);

    /// <inheritdoc/>
    public Task ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken)
    {
        _marks.AddOrUpdate(session, upTo, (_, known) => upTo > known ? upTo : known);
        return Task.CompletedTask;
    }
}

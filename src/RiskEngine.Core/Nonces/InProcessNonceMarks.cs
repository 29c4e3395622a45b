using System.Collections.Concurrent;

namespace RiskEngine.Core;

/// <summary>Marks that live as long as the process: enough where the clock does not step back between two starts.</summary>
public sealed class InProcessNonceMarks : INonceMarks
{
    private readonly ConcurrentDictionary<SessionKey, Nonce> _marks = new();

    /// <inheritdoc/>
    public Nonce? Read(SessionKey session) => _marks.TryGetValue(session, out var mark) ? mark : null;

    /// <inheritdoc/>
    public void Raise(SessionKey session, Nonce used) =>
        _marks.AddOrUpdate(session, used, (_, known) => used > known ? used : known);
}

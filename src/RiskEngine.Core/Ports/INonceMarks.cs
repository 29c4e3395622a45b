namespace RiskEngine.Core;

/// <summary>Remembers, beyond the life of the process, how high a key's nonces may have gone.</summary>
/// <remarks>
/// Nonces are reserved in blocks ahead of their use, so that no dispatch waits for a disk, and a crash at any point
/// leaves a mark above every nonce used. While reservations fail, orders are denied; cancels go on.
/// </remarks>
public interface INonceMarks
{
    /// <summary>The highest nonce that may have been used with the session's key; null when none is known.</summary>
    Task<Nonce?> ReadAsync(SessionKey session, CancellationToken cancellationToken);

    /// <summary>Raises the mark; a lower nonce than the one remembered changes nothing.</summary>
    /// <returns>A task that ends when the mark would survive a crash, and fails when it may not.</returns>
    Task ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken);
}

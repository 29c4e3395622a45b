namespace RiskEngine.Core;

/// <summary>Remembers, beyond the life of the process, how high a key's nonces may have gone.</summary>
/// <remarks>
/// Nonces are reserved in blocks ahead of their use, so that no dispatch waits for a disk, and a crash at any point
/// leaves a mark above every nonce used. While reservations fail, orders are denied; cancels go on. Whatever a store may
/// do is an answer; a task that fails means a defect.
/// </remarks>
public interface INonceMarks
{
    /// <summary>Reads the highest nonce that may have been used with the session's key.</summary>
    Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken = default);

    /// <summary>Raises the mark; a lower nonce than the one remembered changes nothing.</summary>
    Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken = default);
}

namespace RiskEngine.Core;

/// <summary>Remembers, beyond the life of a guardian, how high a key's nonces have gone.</summary>
public interface INonceMarks
{
    /// <summary>The highest nonce that may have been used with the session's key; null when none is known.</summary>
    Nonce? Read(SessionKey session);

    /// <summary>Raises the mark; a lower nonce than the one remembered changes nothing.</summary>
    void Raise(SessionKey session, Nonce used);
}

namespace RiskEngine.Core;

/// <summary>Why no request could be put on the way. Each value proves that the exchange never saw it.</summary>
public enum NotSentReason
{
    /// <summary>No connection could be made: refused, unreachable, or out of sockets.</summary>
    NotConnected,

    /// <summary>No connection was made in time.</summary>
    ConnectTimeout,

    /// <summary>The host's name has no address.</summary>
    NameNotResolved,

    /// <summary>TLS failed: an untrusted, expired or foreign certificate, or no common version.</summary>
    TlsFailed,
}

namespace RiskEngine.Core;

/// <summary>The way to an exchange for one session: it signs with the session's credentials and reads the answers.</summary>
/// <remarks>Implementations live in a project per exchange; a simulated world supplies its own.</remarks>
public interface IExchangeGateway : IAsyncDisposable
{
    /// <summary>
    /// When the latest connection for cancels was made, by the wall clock; null: none yet, or it is not known. The other
    /// side may have closed it since, which only the next request tells.
    /// </summary>
    DateTimeOffset? ConnectedAt => null;

    /// <summary>What may be asked beyond what every guardian needs.</summary>
    ExchangeCapabilities Capabilities => ExchangeCapabilities.None;

    /// <summary>
    /// Whether the calling thread is one of the gateway's own, on which an answer has just come. It may go on with what the
    /// answer causes: only the next answer on that connection waits until it returns.
    /// </summary>
    bool IsOnOwnThread => false;

    /// <summary>Sends a request over the wire at most once and says what came of it.</summary>
    /// <param name="request">The request; its nonce is used for nothing else.</param>
    /// <param name="cancellationToken">Gives up waiting: the answer is then <see cref="ExchangeAnswer.Unknown"/>.</param>
    /// <returns>
    /// An answer for everything that an exchange or a network may do: statuses, timeouts, broken connections,
    /// unreadable bodies. A task that fails means a defect and reaches supervision.
    /// </returns>
    Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken);
}

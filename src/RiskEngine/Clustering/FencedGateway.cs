namespace RiskEngine;

/// <summary>The way to an exchange for as long as a lease permits: the last check before the wire, by this node's own clock (I9).</summary>
/// <remarks>
/// While the lease holds everything passes. In doubt, which a lost store causes, cancels pass and nothing else does (I6);
/// should another node have the session by then, both cancel, and the exchange refuses the lower nonce. Once fenced out
/// nothing passes.
/// </remarks>
internal sealed class FencedGateway(IExchangeGateway inner, LeaseHold hold, EngineClock clock) : IExchangeGateway
{
    public DateTimeOffset? ConnectedAt => inner.ConnectedAt;

    public ExchangeCapabilities Capabilities => inner.Capabilities;

    public bool IsOnOwnThread => inner.IsOnOwnThread;

    public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken) =>
        hold.At(clock.Now.Running) switch
        {
            LeaseStanding.Held => inner.SendAsync(request, cancellationToken),
            LeaseStanding.InDoubt when request.Lane == Lane.Cancel => inner.SendAsync(request, cancellationToken),
            var standing and (LeaseStanding.InDoubt or LeaseStanding.FencedOut) => Task.FromResult<ExchangeAnswer>(
                new ExchangeAnswer.NotSent(new ExchangeReason("", $"lease {hold.Token} is {standing}"))
            ),
        };

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

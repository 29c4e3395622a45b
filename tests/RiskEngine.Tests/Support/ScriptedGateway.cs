namespace RiskEngine.Tests.Support;

/// <summary>A way to an exchange that a test answers for, request by request.</summary>
internal sealed class ScriptedGateway : IExchangeGateway
{
    private readonly List<OutboundRequest> _sent = [];

    /// <summary>What the exchange does with each request; may throw. For an answer that takes a while: <see cref="VirtualWorld.After"/>.</summary>
    internal Func<OutboundRequest, Task<ExchangeAnswer>> Script { get; set; } = Accept;

    internal IReadOnlyList<OutboundRequest> Sent => _sent;

    internal bool IsDisposed { get; private set; }

    public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        _sent.Add(request);
        return Script(request);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>An exchange on which everything works and no order is open.</summary>
    internal static Task<ExchangeAnswer> Accept(OutboundRequest request) =>
        Task.FromResult<ExchangeAnswer>(
            request.Request switch
            {
                ExchangeRequest.CancelSessionOrders or ExchangeRequest.CancelAccountOrders =>
                    new ExchangeAnswer.CancelAccepted([new OrderId(7)], []),
                ExchangeRequest.ReadOpenOrders => new ExchangeAnswer.OpenOrdersRead([]),
                ExchangeRequest.CancelOrder cancel => new ExchangeAnswer.OrderCancelAccepted(
                    new OrderReport(cancel.Order, OrderStanding.Canceled)
                ),
                ExchangeRequest.ReadRoles => new ExchangeAnswer.RolesRead(
                    KeyPermissions.Trade | KeyPermissions.OrderStatus
                ),
                ExchangeRequest.ReadAccount => new ExchangeAnswer.AccountRead(new AccountIdentity.Known("memo:SIM")),
                ExchangeRequest.SendHeartbeat => new ExchangeAnswer.HeartbeatAccepted(),
                ExchangeRequest.SendPrivate => new ExchangeAnswer.PrivateAccepted("{}", []),
                _ => throw new InvalidOperationException($"Nobody expected {request.Request}."),
            }
        );

    /// <summary>An exchange that never answers.</summary>
    internal static Task<ExchangeAnswer> Silence(OutboundRequest request) =>
        new TaskCompletionSource<ExchangeAnswer>().Task;
}

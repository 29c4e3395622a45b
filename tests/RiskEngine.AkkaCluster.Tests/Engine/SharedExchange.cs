namespace RiskEngine.AkkaCluster.Tests.Engine;

/// <summary>One exchange for all nodes: it accepts everything, and notes what arrives, in its order.</summary>
internal sealed class SharedExchange
{
    internal const string NewOrder = "/v1/order/new";

    private readonly Lock _gate = new();
    private ulong _orders;
    private readonly List<Arrival> _arrivals = [];

    internal IReadOnlyList<Arrival> Arrivals
    {
        get
        {
            lock (_gate)
                return [.. _arrivals];
        }
    }

    internal IExchange SeenFrom(NodeName node) => new Seen(this, node);

    private OrderId NextOrder() => new(Interlocked.Increment(ref _orders));

    private void Note(Arrival arrival)
    {
        lock (_gate)
            _arrivals.Add(arrival);
    }

    /// <summary>A request, and from where it came.</summary>
    internal sealed record Arrival(NodeName Node, SessionKey Session, OutboundRequest Request);

    private sealed class Seen(SharedExchange exchange, NodeName node) : IExchange
    {
        public ExchangeName Name => ExchangeName.Gemini;

        public ValueList<ConfigurationFault> Validate(ExchangeSession session) => [];

        public IExchangeGateway Open(ExchangeSession session) => new Gateway(exchange, node, session.Key);

        public IExchangeGateway OpenRehearsal(ExchangeSession session) =>
            new Gateway(new SharedExchange(), node, session.Key);
    }

    private sealed class Gateway(SharedExchange exchange, NodeName node, SessionKey session) : IExchangeGateway
    {
        public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
        {
            exchange.Note(new Arrival(node, session, request));
            return Task.FromResult<ExchangeAnswer>(
                request.Request switch
                {
                    ExchangeRequest.CancelSessionOrders => new ExchangeAnswer.CancelAccepted([], []),
                    ExchangeRequest.ReadOpenOrders => new ExchangeAnswer.OpenOrdersRead([]),
                    ExchangeRequest.SendPrivate { Endpoint.Path: NewOrder } => new ExchangeAnswer.PrivateAccepted(
                        "{}",
                        [new OrderReport(exchange.NextOrder(), OrderStanding.Live)]
                    ),
                    _ => new ExchangeAnswer.PrivateAccepted("{}", []),
                }
            );
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

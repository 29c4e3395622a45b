namespace RiskEngine.Benchmarks;

/// <summary>An exchange inside the process that tells when a cancel has left for it.</summary>
internal sealed class DepartureExchange : IExchange, IExchangeGateway, IDisposable
{
    private readonly SemaphoreSlim _departed = new(0);

    public ExchangeName Name => ExchangeName.Gemini;

    public ValueList<ConfigurationFault> Validate(ExchangeSession session) => [];

    public IExchangeGateway Open(ExchangeSession session) => this;

    public IExchangeGateway OpenRehearsal(ExchangeSession session) => new DepartureExchange();

    public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        if (request.Request is ExchangeRequest.CancelSessionOrders)
            _departed.Release();
        return Task.FromResult<ExchangeAnswer>(
            request.Request switch
            {
                ExchangeRequest.CancelSessionOrders => new ExchangeAnswer.CancelAccepted([], []),
                ExchangeRequest.ReadRoles => new ExchangeAnswer.RolesRead(KeyPermissions.Trade),
                _ => new ExchangeAnswer.OpenOrdersRead([]),
            }
        );
    }

    internal void AwaitDeparture() => _departed.Wait();

    internal Task DepartureAsync() => _departed.WaitAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose() => _departed.Dispose();
}

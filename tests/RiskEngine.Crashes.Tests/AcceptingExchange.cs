namespace RiskEngine.Crashes.Tests;

/// <summary>An exchange without a network on which everything works; it counts the orders.</summary>
internal sealed class AcceptingExchange : IExchange, IExchangeGateway, ISecretSource
{
    private int _orders;

    public ExchangeName Name => ExchangeName.Gemini;

    public DateTimeOffset? ConnectedAt => null;

    internal int Orders => Volatile.Read(ref _orders);

    public ValueList<ConfigurationFault> Validate(ExchangeSession session) => [];

    public IExchangeGateway Open(ExchangeSession session) => this;

    public IExchangeGateway OpenRehearsal(ExchangeSession session) => this;

    public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        if (request.Request is ExchangeRequest.SendPrivate)
            Interlocked.Increment(ref _orders);
        return Task.FromResult<ExchangeAnswer>(
            request.Request is ExchangeRequest.CancelSessionOrders
                ? new ExchangeAnswer.CancelAccepted([], [])
                : new ExchangeAnswer.OpenOrdersRead([])
        );
    }

    public string? Variable(string name) =>
        name.EndsWith("__APIKEY", StringComparison.Ordinal) || name.EndsWith("__APISECRET", StringComparison.Ordinal)
            ? "a-secret"
            : null;

    public string File(string path) => throw new FileNotFoundException("There are no files.", path);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

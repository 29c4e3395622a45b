namespace RiskEngine.Hosting.Tests.Support;

/// <summary>An exchange that a test answers for: all sessions of all keys.</summary>
/// <param name="script">What it does with a request; null is what an exchange does on which everything works and nothing is open.</param>
internal sealed class ScriptedExchange(Func<ExchangeRequest, Task<ExchangeAnswer>?> script) : IExchange
{
    private readonly Lock _gate = new();
    private readonly List<ExchangeRequest> _sent = [];

    /// <summary>One on which everything works and nothing is open.</summary>
    internal ScriptedExchange()
        : this(_ => null) { }

    public ExchangeName Name => ExchangeName.Gemini;

    internal IReadOnlyList<ExchangeRequest> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    public ValueList<ConfigurationFault> Validate(ExchangeSession session) => [];

    public IExchangeGateway Open(ExchangeSession session) => new Gateway(this);

    public IExchangeGateway OpenRehearsal(ExchangeSession session) => new Gateway(new ScriptedExchange());

    private Task<ExchangeAnswer> Answer(ExchangeRequest request)
    {
        lock (_gate)
            _sent.Add(request);
        return script(request)
            ?? Task.FromResult<ExchangeAnswer>(
                request switch
                {
                    ExchangeRequest.CancelSessionOrders => new ExchangeAnswer.CancelAccepted([], []),
                    ExchangeRequest.ReadOpenOrders => new ExchangeAnswer.OpenOrdersRead([]),
                    ExchangeRequest.ReadRoles => new ExchangeAnswer.RolesRead(
                        KeyPermissions.Trade | KeyPermissions.OrderStatus
                    ),
                    ExchangeRequest.ReadAccount => new ExchangeAnswer.AccountRead(
                        new AccountIdentity.Known("scripted")
                    ),
                    ExchangeRequest.SendPrivate => new ExchangeAnswer.PrivateAccepted("{}", []),
                    _ => throw new InvalidOperationException($"Nobody expected {request}."),
                }
            );
    }

    private sealed class Gateway(ScriptedExchange exchange) : IExchangeGateway
    {
        public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken) =>
            exchange.Answer(request.Request);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using RiskEngine.Gemini;
using RiskEngine.Simulator;

namespace RiskEngine.Simulation.Exchange;

/// <summary>Gemini as the engine knows it, with its own signer and reader, on a wire without sockets; defects on request.</summary>
internal sealed class VirtualGemini(World exchange, TimeProvider time, Random random, double defects) : IExchange
{
    private readonly GeminiExchange _real = new(time);

    public ExchangeName Name => _real.Name;

    public ValueList<ConfigurationFault> Validate(ExchangeSession session) => _real.Validate(session);

    public IExchangeGateway OpenRehearsal(ExchangeSession session) => _real.OpenRehearsal(session);

    public IExchangeGateway Open(ExchangeSession session) =>
        new Fragile(
            GeminiGatewayFactory.Create(
                GeminiExchange.OptionsOf(session),
                session.Credentials,
                time,
                _ => new VirtualWire(exchange, time)
            ),
            random,
            defects
        );

    /// <summary>A gateway that now and then fails as no exchange can make it fail: a matter for supervision.</summary>
    private sealed class Fragile(IExchangeGateway gateway, Random random, double defects) : IExchangeGateway
    {
        public ExchangeCapabilities Capabilities => gateway.Capabilities;

        public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
        {
            if (random.NextDouble() >= defects)
                return gateway.SendAsync(request, cancellationToken);
            return random.Next(2) == 0
                ? throw new InvalidOperationException("a defect, at once")
                : FailAfterAsync(gateway.SendAsync(request, cancellationToken));
        }

        public ValueTask DisposeAsync() => gateway.DisposeAsync();

        private static async Task<ExchangeAnswer> FailAfterAsync(Task<ExchangeAnswer> sending)
        {
            await sending.ConfigureAwait(false);
            throw new InvalidOperationException("a defect, after the exchange had answered");
        }
    }
}

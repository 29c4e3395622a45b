namespace RiskEngine.Tests.Support;

/// <summary>An exchange whose gateways a test holds in its hand, by alias.</summary>
internal sealed class ScriptedExchange : IExchange
{
    private readonly Dictionary<string, ScriptedGateway> _gateways = [];

    public ExchangeName Name => ExchangeName.Gemini;

    internal ValueList<ConfigurationFault> Faults { get; set; } = [];

    internal ScriptedGateway this[string alias]
    {
        get
        {
            if (!_gateways.TryGetValue(alias, out var gateway))
                _gateways.Add(alias, gateway = new ScriptedGateway());
            return gateway;
        }
    }

    public ValueList<ConfigurationFault> Validate(ExchangeSession session) => Faults;

    /// <summary>The gateway that the rehearsals are played on; a test may have it fail.</summary>
    internal ScriptedGateway Rehearsed { get; } = new();

    public IExchangeGateway OpenRehearsal(ExchangeSession session) => Rehearsed;

    public IExchangeGateway Open(ExchangeSession session) => this[session.Key.Alias.Value];
}

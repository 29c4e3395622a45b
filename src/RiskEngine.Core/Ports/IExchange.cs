namespace RiskEngine.Core;

/// <summary>An exchange: it says what is wrong with a session's settings, and opens the way for those that are right.</summary>
public interface IExchange
{
    /// <summary>The name that sessions give in <c>exchange = …</c>.</summary>
    ExchangeName Name { get; }

    /// <summary>Everything that is wrong with the session, keys relative to it; empty when nothing is.</summary>
    ValueList<ConfigurationFault> Validate(ExchangeSession session);

    /// <summary>Opens the way for a session without faults. No request is sent yet.</summary>
    IExchangeGateway Open(ExchangeSession session);

    /// <summary>
    /// Opens a way that ends inside the process: requests are signed and answers read as <see cref="Open"/> has it, and
    /// every request is taken, with no order open. What is new code to the runtime runs here first.
    /// </summary>
    /// <param name="session">The session, which <see cref="Validate"/> has found without fault.</param>
    IExchangeGateway OpenRehearsal(ExchangeSession session);
}

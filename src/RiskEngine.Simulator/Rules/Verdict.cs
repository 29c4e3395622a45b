using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulator.Rules;

/// <summary>What the gate decides about a request.</summary>
/// <param name="Session">Whose request it is, as far as that is known.</param>
/// <param name="Nonce">Its nonce, as far as it could be read.</param>
internal abstract record Verdict(Session? Session, decimal? Nonce)
{
    /// <summary>A rule was broken; nothing is executed.</summary>
    public sealed record Refused(Answer Answer, Session? Session, decimal? Nonce) : Verdict(Session, Nonce);

    /// <summary>Every rule holds; the endpoint runs at <paramref name="Turn"/>, which is later when it was queued.</summary>
    public sealed record Admitted(Session Session, decimal? Nonce, Payload Payload, OrderBook Book, DateTimeOffset Turn)
        : Verdict(Session, Nonce)
    {
        public new Session Session { get; } = Session;
    }
}

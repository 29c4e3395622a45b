using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>What an endpoint works with: an admitted request and the state it may change.</summary>
internal sealed record Call(Session Session, ulong? Nonce, Payload Payload, OrderBook Book, DateTimeOffset Now)
{
    public required Switches Switches { get; init; }

    public required OrderIds Ids { get; init; }

    /// <summary>The account's funds in the quote currency; null for no limit.</summary>
    public required decimal? Funds { get; init; }

    /// <summary>How many orders a bulk cancel has to leave open and report as rejects: a fault.</summary>
    public required int Rejects { get; init; }
}

using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>What a public endpoint works with: anybody's question about the market.</summary>
/// <param name="Parameter">What the path names, such as a symbol; empty when it names nothing.</param>
/// <param name="Books">The books of all accounts.</param>
/// <param name="Switches">The readings in force.</param>
/// <param name="Now">When it is asked.</param>
internal sealed record PublicCall(
    string Parameter,
    IReadOnlyList<OrderBook> Books,
    Switches Switches,
    DateTimeOffset Now
);

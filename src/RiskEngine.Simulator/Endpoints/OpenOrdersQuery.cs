using System.Text.Json.Nodes;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary><c>/v1/orders</c>: the live orders of the account, without a word about which session opened them.</summary>
internal static class OpenOrdersQuery
{
    public static Answer Run(Call call) => Json.Ok(new JsonArray([.. call.Book.Open.Select(OrderJson.Write)]));
}

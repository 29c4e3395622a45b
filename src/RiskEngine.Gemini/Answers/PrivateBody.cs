using System.Text;
using System.Text.Json;

namespace RiskEngine.Gemini;

/// <summary>Reads the answer to a request that a strategy wrote: which orders it opened, and which it tells of.</summary>
internal static class PrivateBody
{
    /// <summary>Null: it may hide an order that nobody would know of.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    internal static ExchangeAnswer.PrivateAccepted? Read(
        PrivateEndpoint endpoint,
        ReadOnlySpan<byte> json,
        Redactor redactor
    )
    {
        var root = OrderReading.Parse(json);
        var text = redactor.Clean(Encoding.UTF8.GetString(json));
        return KindOf(endpoint, root) switch
        {
            Kind.Places => Orders(root) is { Count: > 0 } placed
                ? new ExchangeAnswer.PrivateAccepted(text, placed)
                : null,
            Kind.TellsOfOrders => Orders(root) is { } told
                ? new ExchangeAnswer.PrivateAccepted(text, []) { Reported = told }
                : null,
            Kind.Other => new ExchangeAnswer.PrivateAccepted(text, []),
        };
    }

    /// <summary>Null: one of them names no order, though it speaks of one.</summary>
    private static ValueList<OrderReport>? Orders(JsonElement root)
    {
        var orders = new List<OrderReport>();
        foreach (var entry in OrderReading.EntriesOf(root))
            if (OrderReading.Read(entry) is { } order)
                orders.Add(order);
            else if (OrderReading.HasState(entry))
                return null;
        return orders.ToValueList();
    }

    private static Kind KindOf(PrivateEndpoint endpoint, JsonElement root)
    {
        var segments = endpoint.Path.Split('/');
        // "/v1/order/new"; the last segment alone is how prediction orders are placed.
        if (endpoint.Path.EndsWith("/order/new", StringComparison.Ordinal) || segments[^1] == "order")
            return Kind.Places;
        if (segments.Contains("order"))
            return Kind.TellsOfOrders;
        // An endpoint that nobody here knows, and an answer that is an order.
        return OrderReading.HasState(root) ? Kind.Places : Kind.Other;
    }

    private enum Kind
    {
        Places,
        TellsOfOrders,
        Other,
    }
}

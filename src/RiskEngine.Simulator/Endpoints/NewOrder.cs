using System.Text.Json;
using System.Text.RegularExpressions;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary><c>/v1/order/new</c>: reads and checks an order request and places it, recorded with the calling session.</summary>
internal static partial class NewOrder
{
    public const string Path = "/v1/order/new";

    /// <remarks>Not published: the order of the checks. Public clients rely on the type coming before the side.</remarks>
    public static Answer Run(Call call)
    {
        var payload = call.Payload;
        var symbol = payload.Text("symbol")?.ToLowerInvariant();
        if (symbol is null || !SymbolForm().IsMatch(symbol))
            return Refusals.InvalidOrder("InvalidSymbol", "An invalid symbol was specified");
        if (payload.PositiveDecimal("amount") is not { } amount)
            return Refusals.InvalidOrder("InvalidQuantity", "A negative or otherwise invalid quantity was specified");
        if (ReadType(call) is not { } type)
            return Refusals.InvalidOrder("InvalidOrderType", "An unknown order type was provided");
        if (ReadPrice(payload, type, symbol) is not { } price)
            return Refusals.InvalidOrder("InvalidPrice", "For new orders, the price was invalid");
        if (ReadSide(call) is not { } side)
            return Refusals.InvalidOrder("InvalidSide", "For new orders, an invalid side was specified");
        if (type is OrderTicket.StopLimit && payload.PositiveDecimal("stop_price") is null)
            return Refusals.InvalidOrder("InvalidPrice", "For stop-limit orders, the stop price was invalid");
        if (ClientOrderIdFault(payload) is { } idFault)
            return idFault;
        if (ReadOption(payload, out var option) is { } optionFault)
            return optionFault;
        if (call.Funds is { } funds && call.Book.Reserved + amount * price > funds)
            return Refusals.InsufficientFunds();

        return Place(
            call,
            new OrderTicket(symbol, side, amount, price)
            {
                Type = type,
                SideAsWritten = call.Switches.SidesInCapitals ? payload.Text("side") : null,
                StopPrice = payload.PositiveDecimal("stop_price"),
                ClientOrderId = payload.Text("client_order_id"),
                Option = option,
            }
        );
    }

    private static Answer Place(Call call, OrderTicket ticket)
    {
        var order = call.Book.Place(call.Ids.Next(), ticket, call.Session.Alias, call.Cause);
        if (ticket.Type is OrderTicket.ShortMarket && order.IsLive)
            order = call.Book.Fill(order, order.Remaining, ticket.Price, call.Cause);
        return Json.Ok(OrderJson.Write(call.FillAsPlanned(order), call.Shape));
    }

    private static string? ReadType(Call call) =>
        call.Payload.Text("type") switch
        {
            OrderTicket.Limit => OrderTicket.Limit,
            OrderTicket.StopLimit => OrderTicket.StopLimit,
            OrderTicket.ShortLimit or OrderTicket.ShortMarket when call.Switches.ShortOrderTypes => call.Payload.Text(
                "type"
            ),
            _ => null,
        };

    /// <summary>A market order needs none: it is executed at the reference price.</summary>
    private static decimal? ReadPrice(Payload payload, string type, string symbol) =>
        type is OrderTicket.ShortMarket && payload.Field("price") is null
            ? Market.Find(symbol)?.Reference
            : payload.PositiveDecimal("price");

    private static Side? ReadSide(Call call) =>
        call.Payload.Text("side") switch
        {
            "buy" => Side.Buy,
            "sell" => Side.Sell,
            "BUY" when call.Switches.SidesInCapitals => Side.Buy,
            "SELL" when call.Switches.SidesInCapitals => Side.Sell,
            _ => null,
        };

    private static Answer? ClientOrderIdFault(Payload payload)
    {
        if (payload.Field("client_order_id") is null)
            return null;
        if (payload.Text("client_order_id") is not { } id)
            return Refusals.InvalidOrder("ClientOrderIdMustBeString", "The Client Order ID must be a string");
        if (id.Length > 36)
            return Refusals.InvalidOrder("ClientOrderIdTooLong", "The Client Order ID must be at most 36 characters");
        return ClientOrderIdForm().IsMatch(id)
            ? null
            : Refusals.InvalidOrder("InvalidClientOrderId", @"The Client Order ID must match [:\-_\.#a-zA-Z0-9]{1,36}");
    }

    private static Answer? ReadOption(Payload payload, out ExecutionOption option)
    {
        option = ExecutionOption.None;
        if (payload.Field("options") is not { } options)
            return null;
        if (options.ValueKind != JsonValueKind.Array)
            return Refusals.InvalidOrder("OptionsMustBeArray", "The options parameter must be an array.");
        if (options.GetArrayLength() > 1)
        {
            return Refusals.InvalidOrder(
                "ConflictingOptions",
                "New orders using a combination of order execution options are not supported"
            );
        }
        foreach (var written in options.EnumerateArray())
        {
            if (
                ExecutionOptions.Find(written.ValueKind == JsonValueKind.String ? written.GetString() : null)
                is not { } known
            )
                return Refusals.InvalidOrder("UnsupportedOption", "This order execution option is not supported.");
            option = known;
        }
        return null;
    }

    [GeneratedRegex(@"^[a-z0-9]{5,20}\z")]
    private static partial Regex SymbolForm();

    [GeneratedRegex(@"^[:\-_\.#a-zA-Z0-9]{1,36}\z")]
    private static partial Regex ClientOrderIdForm();
}

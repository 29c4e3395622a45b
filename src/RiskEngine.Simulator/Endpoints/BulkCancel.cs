using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>What both bulk cancels do, and their answer: ids as JSON numbers, <c>ok</c> even when all were rejected.</summary>
internal static class BulkCancel
{
    public static Answer Run(Call call, IEnumerable<Order> open)
    {
        call.Session.FenceNonce = Max(call.Session.FenceNonce, call.Nonce);
        var orders = open.ToList();
        var rejected = orders.Take(call.Faults.Rejects).ToList();
        var canceled = orders.Skip(call.Faults.Rejects).ToList();
        foreach (var order in canceled)
            Cancel(call, order);
        if (call.Faults.RejectsFillAfter is { } after)
        {
            foreach (var order in rejected)
                call.Book.FillAt(order.Id, share: 1, call.Now + after, call.Number);
            call.Book.Settle(call.Now);
        }

        var details = new JsonObject();
        Write(details, "cancelRejects", rejected, call.Switches.EmptyList);
        Write(details, "cancelledOrders", canceled, call.Switches.EmptyList);
        return Json.Ok(new JsonObject { ["result"] = "ok", ["details"] = details });
    }

    private static void Cancel(Call call, Order order)
    {
        var settles =
            call.Switches.CancelMeaning == CancelMeaning.Accepted && call.Switches.CancelSettles > call.Faults.Settles
                ? call.Switches.CancelSettles
                : call.Faults.Settles;
        if (settles > TimeSpan.Zero)
            call.Book.CancelAt(order, call.Now + settles, call.Cause);
        else
            call.Book.Cancel(order, call.Cause);
    }

    private static void Write(JsonObject details, string name, List<Order> orders, EmptyList whenEmpty)
    {
        var isWritten = whenEmpty switch
        {
            EmptyList.Written => true,
            EmptyList.Null or EmptyList.Absent => orders.Count > 0,
        };
        if (isWritten)
            details[name] = new JsonArray([.. orders.Select(order => JsonValue.Create(order.Id))]);
        else if (whenEmpty == EmptyList.Null)
            details[name] = null;
    }

    private static decimal? Max(decimal? left, decimal? right) => left > right ? left : right ?? left;
}

using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary><c>/v1/order/cancel/session</c>: cancels every order that the calling session opened on the account.</summary>
internal static class CancelSession
{
    public static Answer Run(Call call) =>
        BulkCancel.Run(call, call.View.Cancelable.Where(order => order.Session == call.Session.Alias));
}

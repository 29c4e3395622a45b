using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary><c>/v1/order/cancel/all</c>: cancels every order of the account, other keys' and hand-placed ones too.</summary>
internal static class CancelAll
{
    public static Answer Run(Call call) => BulkCancel.Run(call, call.View.Cancelable);
}

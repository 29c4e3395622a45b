using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What a look at the open orders found that should not be there.</summary>
/// <param name="Seen">The orders that verification has to see gone.</param>
/// <param name="ToCancel">Those of them that get a cancel of their own; never another's order that merely may be ours.</param>
internal sealed record Leftovers(ImmutableArray<OrderId> Seen, ImmutableArray<OrderId> ToCancel)
{
    internal static Leftovers Among(ValueList<OpenOrder> open, GuardianState state)
    {
        var ofAccount = state.Limits.Verification == VerificationMode.Account;
        var named = NamedByTheExchange(state);
        var toCancel = open.Where(order => ofAccount || IsOurs(order)).Select(order => order.Id).ToImmutableArray();
        var maybe = open.Select(order => order.Id).Where(state.OwnOrders.MayBeOurs).Except(toCancel);
        return new Leftovers([.. toCancel, .. maybe], toCancel);

        bool IsOurs(OpenOrder order) =>
            state.OwnOrders.Known.ContainsKey(order.Id)
            || named.Contains(order.Id)
            || HasPrefix(order, state.Limits.ClientOrderIdPrefix);
    }

    /// <summary>An accepted cancel names orders of this session alone, also those that never went through the guardian.</summary>
    private static HashSet<OrderId> NamedByTheExchange(GuardianState state) =>
        state
            .Records.Select(record => record.Answer)
            .OfType<ExchangeAnswer.CancelAccepted>()
            .SelectMany(accepted => accepted.Canceled.Concat(accepted.Rejects))
            .ToHashSet();

    private static bool HasPrefix(OpenOrder order, string prefix) =>
        prefix.Length > 0 && order.ClientId is { } id && id.Value.StartsWith(prefix, StringComparison.Ordinal);
}

using RiskEngine.Host.Api;

namespace RiskEngine.Host.CommandLine;

/// <summary>How many orders of a cancel ended in which way, each figure with its name: a bare 0 beside "unconfirmed" reads as good news.</summary>
internal static class CancelFigures
{
    /// <summary>Such as <c>canceled by name: 3, seen open: 1</c>; what was never asked for or never found is left out, but for what may be live.</summary>
    internal static string Of(CancelAnswer answer)
    {
        (string Name, int? Counted, IReadOnlyList<string>? Named, bool MayBeLive)[] figures =
        [
            ("canceled by name", answer.Counts?.CanceledOrders, answer.CanceledOrders, false),
            ("seen open", answer.Counts?.OpenOrders, answer.OpenOrders, true),
            ("not accounted for", answer.Counts?.UnaccountedOrders, answer.UnaccountedOrders, true),
            ("cancel refused", answer.Counts?.CancelRejects, answer.CancelRejects, false),
            ("filled meanwhile", answer.Counts?.FilledOrders, answer.FilledOrders, false),
            ("closed, nobody said how", answer.Counts?.GoneOrders, answer.GoneOrders, false),
            ("orders of others, left alone", answer.Counts?.OtherOrders, answer.OtherOrders, false),
        ];
        var isProven = answer.Outcome == "canceled";
        return string.Join(
            ", ",
            figures
                .Select(figure => (figure.Name, Count: figure.Counted ?? figure.Named?.Count ?? 0, figure.MayBeLive))
                .Where(figure => figure.Count > 0 || (figure.MayBeLive && !isProven))
                .Select(figure => $"{figure.Name}: {figure.Count}")
        );
    }

    /// <summary>The orders that may be live, each once, as far as the answer names them.</summary>
    internal static IEnumerable<string> MayBeLive(CancelAnswer answer) =>
        (answer.OpenOrders ?? []).Concat(answer.UnaccountedOrders ?? []).Concat(answer.CancelRejects ?? []).Distinct();
}

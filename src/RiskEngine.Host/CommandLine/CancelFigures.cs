using System.Globalization;
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

    /// <summary>What the answer says nothing of, in words; empty where it does not tell.</summary>
    internal static string NotCovered(CancelAnswer answer) =>
        answer.NotCovered is { Count: > 0 } left ? $"Not covered: {string.Join(", ", left.Select(InWords))}." : "";

    /// <summary>An order with what is known of it, such as <c>5 (quoter, btcusd buy 0.5 at 100, placed 12:00:01Z)</c>.</summary>
    internal static string Describe(CancelAnswer answer, string order)
    {
        if (answer.Details?.FirstOrDefault(known => known.Order == order) is not { } detail)
            return order;
        string?[] said =
        [
            detail.Strategy,
            string.Join(' ', new[] { detail.Symbol, detail.Side, detail.Remaining }.OfType<string>())
                + (detail.Price is { } price ? $" at {price}" : ""),
            detail.PlacedAt is { } placed ? string.Create(CultureInfo.InvariantCulture, $"placed {placed:u}") : null,
            detail.EnteredBy,
        ];
        return $"{order} ({string.Join(", ", said.Where(text => !string.IsNullOrWhiteSpace(text)))})";
    }

    private static string InWords(string notCovered) =>
        notCovered == Protocol.NotCovered.UnlistedOrders.Name()
            ? "orders of prediction markets that nobody has an acknowledgment for"
            : notCovered;

    /// <summary>The orders that may be live, each once, as far as the answer names them.</summary>
    internal static IEnumerable<string> MayBeLive(CancelAnswer answer) =>
        (answer.OpenOrders ?? []).Concat(answer.UnaccountedOrders ?? []).Concat(answer.CancelRejects ?? []).Distinct();
}

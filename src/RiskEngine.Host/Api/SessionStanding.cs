namespace RiskEngine.Host.Api;

/// <summary>Whether there is something to do about a session.</summary>
internal static class SessionStanding
{
    /// <summary>It takes orders, and its latest cancel, if there was one, was proven.</summary>
    internal const string Trading = "trading";

    /// <summary>It is stopped, and a cancel that ended since has proven that it has no open orders.</summary>
    internal const string NoOpenOrders = "noOpenOrders";

    /// <summary>Neither is known: assume that its orders are live.</summary>
    internal const string NotProven = "notProven";

    private const string Strategies = "strategy/";

    /// <summary>How a session stands.</summary>
    /// <param name="state">Its state, as <see cref="SessionView.State"/> has it.</param>
    /// <param name="openOrders">Orders that are not known to be closed; one may have turned out live after the proof.</param>
    /// <param name="engagements">What of the kill switch concerns it.</param>
    /// <param name="last">How its latest cancel ended; null: none has that is known of.</param>
    internal static string Of(
        string state,
        int? openOrders,
        IReadOnlyList<EngagementView> engagements,
        LastCancelView? last
    ) =>
        last is { Answer.Outcome: not "canceled" } ? NotProven
        : state == "active" ? Trading
        : state == "halted" && openOrders == 0 && last is not null && IsProven(engagements, last) ? NoOpenOrders
        : NotProven;

    /// <summary>Whether the cancel ended since the session was engaged; what stops one strategy alone cancels no session.</summary>
    private static bool IsProven(IReadOnlyList<EngagementView> engagements, LastCancelView last) =>
        engagements
            .Where(one => !one.Scope.StartsWith(Strategies, StringComparison.Ordinal))
            .All(one => one.At <= last.At);
}

using RiskEngine.Host.Api;

namespace RiskEngine.Host.CommandLine;

/// <summary>Whether there is something to do about a session; the worst is the last.</summary>
internal enum Standing
{
    /// <summary>It takes orders, and its latest cancel, if there was one, was proven.</summary>
    Trading,

    /// <summary>It is stopped, and the cancel that stopped it has proven that it has no open orders.</summary>
    NoOpenOrders,

    /// <summary>Neither is known: assume that its orders are live.</summary>
    NotProven,
}

/// <summary>Reads from a session's status how it stands.</summary>
internal static class SessionStanding
{
    private const string Strategies = "strategy/";

    /// <summary>How a session stands, by what the service says of it.</summary>
    internal static Standing Of(SessionView session) =>
        session.LastCancel is { Answer.Outcome: not "canceled" } ? Standing.NotProven
        : session.State == "active" ? Standing.Trading
        : session.State == "halted" && IsProven(session) ? Standing.NoOpenOrders
        : Standing.NotProven;

    /// <summary>The word for people.</summary>
    internal static string Word(Standing standing) =>
        standing switch
        {
            Standing.Trading => "trading",
            Standing.NoOpenOrders => "no open orders",
            Standing.NotProven => "NOT PROVEN",
            _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
        };

    /// <summary>Whether a proven cancel has ended since the session was engaged.</summary>
    private static bool IsProven(SessionView session) =>
        session.LastCancel is { } last
        && session
            .Engagements.Where(one => !one.Scope.StartsWith(Strategies, StringComparison.Ordinal))
            .All(one => one.At <= last.At);
}

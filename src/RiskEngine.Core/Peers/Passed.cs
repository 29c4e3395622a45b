using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>One message on its way to whoever runs its session.</summary>
/// <param name="Call">Its number.</param>
/// <param name="Message">It.</param>
/// <param name="StartedAt">When it came, on the running clock.</param>
/// <param name="DeadlineAt">When it is answered at the latest.</param>
internal sealed record Passed(long Call, ISessionMessage Message, TimeSpan StartedAt, TimeSpan DeadlineAt)
{
    /// <summary>The part of a cancel's time that is left for the answer to come back.</summary>
    private const double ShareForAnswers = 0.05;

    /// <summary>Nodes that have it and have not answered.</summary>
    internal ImmutableHashSet<NodeName> Out { get; init; } = [];

    /// <summary>A node that may have acted on it, and did not say so; null: none.</summary>
    internal NodeName? Silent { get; init; }

    /// <summary>Which node was asked last.</summary>
    internal NodeName? LastAsked { get; init; }

    /// <summary>When that one may be asked again.</summary>
    internal TimeSpan AgainAt { get; init; }

    /// <summary>
    /// Whether it is sent again until the deadline: to cancel twice does no harm, and the guardian joins what has the same
    /// id. An order that may have run elsewhere is never sent again.
    /// </summary>
    internal bool Insists => Message is CancelSession;

    /// <summary>A node that may have acted on it; null: nothing was done.</summary>
    internal NodeName? MayHaveActed => Silent ?? Out.FirstOrDefault();

    internal bool MayAsk(NodeName node, TimeSpan now) =>
        !Out.Contains(node)
        && (Insists ? node != LastAsked || now >= AgainAt : node != LastAsked && MayHaveActed is null);

    /// <summary>It, for a node that is asked now.</summary>
    internal ISessionMessage At(TimeSpan now)
    {
        if (Message is not CancelSession cancel)
            return Message;
        var left = (DeadlineAt - now) * (1 - ShareForAnswers);
        return new CancelSession(
            cancel.Session,
            cancel.Id,
            cancel.Strategy,
            cancel.RequestedBy,
            cancel.Reason,
            left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1)
        );
    }
}

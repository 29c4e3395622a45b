using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>An engagement of another node, whose sessions here are to be reported to it.</summary>
/// <param name="Call">The number of what it told.</param>
/// <param name="Engagement">What is engaged.</param>
/// <param name="StartedAt">When it was heard of, on the running clock.</param>
/// <param name="DeadlineAt">When the report is due.</param>
/// <param name="Sessions">How far each session in the scope is.</param>
internal sealed record PeerRun(
    long Call,
    Engagement Engagement,
    TimeSpan StartedAt,
    TimeSpan DeadlineAt,
    ImmutableDictionary<SessionKey, StopRun.Stopping> Sessions
) : StopRun(Engagement, StartedAt, DeadlineAt, Sessions)
{
    internal bool IsComplete => Sessions.Values.All(x => x.Applied is not null || x.IsElsewhere);

    internal SwitchReport Report(SwitchState state) =>
        new(
            state.Node,
            InOrder().Select(x => x.Value.Applied).OfType<KillSwitchApplied>().ToValueList(),
            Unheard(x => !x.IsElsewhere)
        )
        {
            Accounts = AccountScopes.Own(state, Engagement.Scope),
        };
}

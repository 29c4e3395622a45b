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
    /// <summary>What the lists of one of many sessions get of a page, in bytes; the rest is read from its guardian.</summary>
    private const int SmallestShare = 256;

    /// <summary>The longest name of a session.</summary>
    private const int WaitingBytes = 200;

    private const int AccountBytes = 40;
    private const int LongestCharacter = 6;

    /// <summary>What one message tells another node, in bytes.</summary>
    internal const int PageBytes = 56 * 1024;

    /// <summary>Which page of the report is wanted: the sessions after this one, and no others are in the run.</summary>
    internal SessionKey? After { get; init; }

    /// <summary>Why it is reported before its time; null: it is not.</summary>
    internal MissingSessionReason? Early { get; init; }

    internal bool IsComplete => Sessions.Values.All(x => x.Applied is not null || x.IsElsewhere);

    /// <summary>What is known of the run's sessions, as far as one message holds it: what comes after is another page's.</summary>
    internal SwitchReport Report(SwitchState state, SessionKey? after)
    {
        var told = InOrder()
            .Where(x => x.Value.Applied is not null || !x.Value.IsElsewhere)
            .Where(x => SwitchReport.IsAfter(x.Key, after))
            .ToList();
        var accounts = after is null ? AccountScopes.Own(state, Engagement.Scope) : [];
        var left = PageBytes - accounts.Sum(SizeOf);
        var share = Math.Max(SmallestShare, left / Math.Max(1, told.Count));
        var (applied, waiting) = (new List<KillSwitchApplied>(), new List<SessionKey>());
        SessionKey? last = null;
        foreach (var (session, stopping) in told)
        {
            var fitting = stopping.Applied is { } known ? MessageSize.Fit(known, share) : null;
            left -= fitting is null ? WaitingBytes : MessageSize.Of(fitting);
            if (left < 0 && last is not null)
                return Page(last);
            last = session;
            if (fitting is null)
                waiting.Add(session);
            else
                applied.Add(fitting);
        }

        return Page(null);

        SwitchReport Page(SessionKey? next) =>
            new(state.Node, applied.ToValueList(), waiting.ToValueList())
            {
                Accounts = accounts,
                Next = next,
                Early = Early,
            };
    }

    /// <summary>At most how many bytes it takes in a page.</summary>
    internal static int SizeOf(SessionAccount account) =>
        WaitingBytes + AccountBytes + account.Identity.Value.Length * LongestCharacter;
}

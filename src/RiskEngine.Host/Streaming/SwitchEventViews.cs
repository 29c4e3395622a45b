using System.Globalization;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>How the kill switch's events read on the stream.</summary>
internal static class SwitchEventViews
{
    private const string Danger = "danger";

    /// <summary>What a line names for people; the rest is counted.</summary>
    private const int MostNamed = 20;

    internal static EventView? Of(object message, DateTimeOffset at) =>
        message switch
        {
            KillSwitchEngaged x => new EventView("killSwitchEngaged", at, Danger, $"{x.Engagement}.")
            {
                CommandId = x.Command.Value,
                Engagement = EngagementView.Of(x.Engagement),
                Durability = x.Durability.Name(),
            },
            KillSwitchStored x => new EventView(
                "killSwitchStored",
                at,
                "info",
                $"Engagement {x.Engagement.Id} is stored: {x.Durability.Name()}."
            )
            {
                Engagement = EngagementView.Of(x.Engagement),
                Durability = x.Durability.Name(),
            },
            KillSwitchEngageDenied x => new EventView(
                "killSwitchEngageDenied",
                at,
                "warning",
                $"Engaging {x.Scope} was denied: {x.Reason.Name()}."
            )
            {
                CommandId = x.Command.Value,
            },
            KillSwitchProgress x => new EventView(
                "killSwitchProgress",
                at,
                "info",
                $"{x.Applied} of {x.Expected} sessions have acknowledged."
            )
            {
                CommandId = x.Command.Value,
                Applied = x.Applied,
                Expected = x.Expected,
            },
            KillSwitchCompleted x => new EventView(
                "killSwitchCompleted",
                at,
                "good",
                $"All {x.Applied.Total} sessions of {x.Engagement.Scope} are proven after {Milliseconds(x.Elapsed)} ms: {Meaning(x.Engagement.Scope)}{Unknown(x.UnknownAccounts)}"
            )
            {
                CommandId = x.Command.Value,
                Engagement = EngagementView.Of(x.Engagement),
                Applied = x.Applied.Total,
                Expected = x.Applied.Total,
                Sessions = [.. x.Applied.Select(AppliedView.Of)],
                OmittedSessions = Omitted(x.Applied.Omitted),
                ElapsedMs = CancelAnswer.Milliseconds(x.Elapsed),
            },
            KillSwitchIncomplete x => new EventView(
                "killSwitchIncomplete",
                at,
                Danger,
                $"Not proven: {Some(x.Missing, missing => $"{missing.Session} ({missing.Reason.Name()}{(missing.Node is { } node ? $" on {node}" : "")})")}.{Unknown(x.UnknownAccounts)}"
            )
            {
                CommandId = x.Command.Value,
                Engagement = EngagementView.Of(x.Engagement),
                Applied = x.Proven.Total,
                Expected = x.Proven.Total + x.Missing.Total,
                Sessions = [.. x.Proven.Select(AppliedView.Of), .. x.Missing.Select(AppliedView.Of)],
                OmittedSessions = Omitted(x.Proven.Omitted + x.Missing.Omitted),
                ElapsedMs = CancelAnswer.Milliseconds(x.Elapsed),
            },
            KillSwitchMatchesNothing x => new EventView(
                "killSwitchMatchesNothing",
                at,
                Danger,
                $"Nothing goes by {x.Engagement.Scope} now{(x.Near.Count == 0 ? "" : $"; near: {string.Join(", ", x.Near)}")}. It is engaged all the same.{Unknown(x.UnknownAccounts)}"
            )
            {
                CommandId = x.Command.Value,
                Engagement = EngagementView.Of(x.Engagement),
                Applied = x.Stopped.Total,
                Expected = x.Stopped.Total + x.Missing.Total,
                Sessions = [.. x.Stopped.Select(AppliedView.Of), .. x.Missing.Select(AppliedView.Of)],
                OmittedSessions = Omitted(x.Stopped.Omitted + x.Missing.Omitted),
                ElapsedMs = CancelAnswer.Milliseconds(x.Elapsed),
            },
            KillSwitchReset x => new EventView(
                "killSwitchReset",
                at,
                "warning",
                $"Reset by {string.Join(" and ", x.People.Select(person => person.Name))}: {string.Join(", ", x.Cleared.Select(cleared => $"{cleared.Scope}"))}."
            )
            {
                CommandId = x.Command.Value,
                Cleared = [.. x.Cleared.Select(EngagementView.Of)],
            },
            KillSwitchResetApproved x => new EventView(
                "killSwitchResetApproved",
                at,
                "warning",
                $"A reset waits for another person: {string.Join(", ", x.Approvals.Select(approval => $"{approval.Engagement.Scope}"))}."
            )
            {
                CommandId = x.Command.Value,
            },
            KillSwitchResetDenied x => new EventView(
                "killSwitchResetDenied",
                at,
                "warning",
                $"A reset of {string.Join(", ", x.Engagements)} was denied: {x.Reason.Name()}."
            )
            {
                CommandId = x.Command.Value,
            },
            KillSwitchResetInDoubt x => new EventView(
                "killSwitchResetInDoubt",
                at,
                Danger,
                $"Whether {string.Join(", ", x.Engagements)} is reset cannot be told: {x.Detail}."
            )
            {
                CommandId = x.Command.Value,
            },
            KillSwitchApprovalsDiffer x => new EventView(
                "killSwitchApprovalsDiffer",
                at,
                "warning",
                $"A reset needs {x.Approvals} people by the settings of {x.Node} and {x.OthersApprovals} by those of {x.Other}: the larger number counts on both."
            ),
            KillSwitchChanged { IsLearned: true } x => new EventView(
                "killSwitchChanged",
                at,
                x.Engaged.Count > 0 ? Danger : "warning",
                $"{x.Node} has learned: {string.Join("; ", Learned(x))}."
            )
            {
                Engagement = x.Engaged.Count > 0 ? EngagementView.Of(x.Engaged[0]) : null,
                Cleared = [.. x.Cleared.Select(EngagementView.Of)],
            },
            // Whoever changed it says so itself, in the events above.
            KillSwitchChanged => null,
            // The rest of what is published: commands, answers, and what other parts of a process say to each other.
            _ => null,
        };

    private static int? Omitted(int sessions) => sessions > 0 ? sessions : null;

    /// <summary>The first of them; how many more there are is said.</summary>
    private static string Some<T>(ValueList<T> list, Func<T, string> text)
    {
        var shown = string.Join(", ", list.Take(MostNamed).Select(text));
        var more = list.Total - Math.Min(list.Count, MostNamed);
        return more == 0 ? shown : $"{shown} and {more} more";
    }

    private static IEnumerable<string> Learned(KillSwitchChanged changed)
    {
        foreach (var engagement in changed.Engaged)
            yield return $"{engagement}";
        if (changed.Cleared.Count > 0)
            yield return $"reset by {string.Join(" and ", changed.People.Select(x => x.Name))}: {string.Join(", ", changed.Cleared.Select(x => x.Scope))}";
    }

    private static string Meaning(KillSwitchScope scope) =>
        scope is KillSwitchScope.Strategy
            ? "order entry is closed to the strategy, and none of its known orders is open. Other orders stay."
            : "order entry is closed, and there are no open orders.";

    private static string Unknown(ValueList<SessionKey> sessions) =>
        sessions.Count == 0
            ? ""
            : $" Stopped too, since their accounts are not known: {Some(sessions, session => $"{session}")}.";

    private static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}

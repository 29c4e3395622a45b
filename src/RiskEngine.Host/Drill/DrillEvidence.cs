using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace RiskEngine.Host.Drill;

/// <summary>What a drill leaves behind for people who were not there: the same facts as JSON and as Markdown. No secret is in it.</summary>
internal static class DrillEvidence
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes both files.</summary>
    /// <returns>Their paths.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    internal static IReadOnlyList<string> Write(DirectoryInfo folder, DrillFacts facts, DrillProgress progress)
    {
        folder.Create();
        var evidence = Collect(facts, progress);
        var name = Path.Combine(folder.FullName, $"drill-{facts.StartedAt:yyyyMMdd-HHmmss-fff}");
        File.WriteAllText($"{name}.json", JsonSerializer.Serialize(evidence, Readable));
        File.WriteAllText($"{name}.md", Markdown(evidence));
        return [$"{name}.json", $"{name}.md"];
    }

    private static Evidence Collect(DrillFacts facts, DrillProgress progress) =>
        new(
            progress.Sessions.All(session => session.IsProven) ? "no open orders" : "not proven",
            facts.StartedAt,
            facts.EndedAt,
            $"RiskEngine {typeof(RiskEngineSettings).Assembly.GetName().Version?.ToString(3)}, {RuntimeInformation.FrameworkDescription}",
            facts.Scene.Settings.Fingerprint.Hex,
            facts.Scene.Settings.Node.Value,
            facts.Scene.Exchange,
            facts.Scene.IsReal,
            progress.Engaged?.Engagement.ToString(),
            progress.Engaged?.Engagement.At,
            progress.Engaged?.Durability.Name(),
            facts.Scene.Traffic?.Received,
            facts.Scene.Traffic?.Executed,
            [.. progress.Sessions.Select(session => Of(session, facts.Scene.BookOf(session.Session)))]
        );

    private static SessionEvidence Of(SessionProgress session, DrillBook? book) =>
        new(
            session.Session.ToString(),
            session.Outcome is { } outcome ? NameOf(outcome) : "none",
            (session.Outcome as SessionCanceled)?.Proof.Name(),
            session.Placed,
            session.Denied,
            session.OpenBefore,
            session.Outcome?.ListOf(OutcomeList.Canceled).Total ?? 0,
            Ids(session.Outcome?.ListOf(OutcomeList.Canceled) ?? []),
            (session.Outcome as SessionCancelPartial)?.Rejects.Total ?? 0,
            Ids((session.Outcome as SessionCancelPartial)?.Rejects ?? []),
            Ids((session.Outcome as SessionCancelPartial)?.Open ?? []),
            Ids(session.Outcome?.Filled ?? []),
            Ids(session.Outcome?.Gone ?? []),
            Ids(session.Outcome?.Unaccounted ?? []),
            session.OpenNow,
            [
                .. session.Outcome?.Effort.Attempts.Select(attempt => $"nonce {attempt.Nonce}: {attempt.Result.Name()}")
                    ?? [],
            ],
            session.Outcome?.Effort.AcceptedAfter?.TotalMilliseconds,
            session.IsProven ? session.Outcome?.Effort.Elapsed.TotalMilliseconds : null,
            book
        );

    private static string NameOf(SessionCancelOutcome outcome) =>
        outcome switch
        {
            SessionCanceled => "SessionCanceled",
            SessionCancelPartial => "SessionCancelPartial",
            SessionCancelDenied => "SessionCancelDenied",
            SessionCancelRejected => "SessionCancelRejected",
            SessionCancelUnconfirmed => "SessionCancelUnconfirmed",
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    private static IReadOnlyList<string> Ids(ValueList<OrderId> orders) =>
        [
            .. orders.Select(order => order.ToString()),
            .. orders.Omitted == 0 ? [] : (string[])[$"and {orders.Omitted} more"],
        ];

    private static string Markdown(Evidence evidence)
    {
        var text = new StringBuilder();
        Line($"# Drill: {evidence.Verdict}");
        Line($"");
        Line($"- From {evidence.StartedAt:u} to {evidence.EndedAt:u}, on node {evidence.Node}");
        Line($"- Engaged: {evidence.Engagement ?? "nothing"}");
        Line($"- At {evidence.EngagedAt:O}; it outlives: {evidence.Durability ?? "nothing"}");
        Line($"- Exchange: {evidence.Exchange}");
        if (evidence is { Received: { } received, Executed: { } executed })
            Line($"- It received {received} requests and executed {executed}");
        Line($"- {evidence.Versions}");
        Line($"- Configuration {evidence.Configuration}");
        Line($"");
        Line($"| session | open before | canceled | rejected | left | outcome | accepted after | proven after |");
        Line($"|---|---|---|---|---|---|---|---|");
        foreach (var x in evidence.Sessions)
            Line(
                $"| {x.Session} | {x.OpenBefore?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} | {x.CanceledCount} | {x.RejectedCount} | {x.Left} | {x.Outcome} {x.Proof} | {Ms(x.AcceptedAfterMs)} | {Ms(x.ProvenAfterMs)} |"
            );
        foreach (var x in evidence.Sessions)
        {
            Line($"");
            Line($"## {x.Session}");
            Line($"");
            Line($"- Orders placed {x.Placed}, denied {x.Denied}");
            Line($"- Requests: {string.Join("; ", x.Requests)}");
            Line($"- Canceled: {string.Join(", ", x.Canceled)}");
            Line($"- Rejected: {string.Join(", ", x.Rejected)}");
            Line($"- Seen open: {string.Join(", ", x.SeenOpen)}");
            Line($"- Filled meanwhile: {string.Join(", ", x.Filled)}");
            Line($"- Closed, nobody said how: {string.Join(", ", x.Gone)}");
            Line($"- Not accounted for: {string.Join(", ", x.Unaccounted)}");
            if (x.Book is { } book)
                Line($"- Open by the exchange's own book: {string.Join(", ", book.Open)}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Ms(double? milliseconds) =>
        milliseconds is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:F0} ms") : "-";

    private sealed record Evidence(
        string Verdict,
        DateTimeOffset StartedAt,
        DateTimeOffset EndedAt,
        string Versions,
        string Configuration,
        string Node,
        string Exchange,
        bool SessionsWereReal,
        string? Engagement,
        DateTimeOffset? EngagedAt,
        string? Durability,
        int? Received,
        int? Executed,
        IReadOnlyList<SessionEvidence> Sessions
    );

    private sealed record SessionEvidence(
        string Session,
        string Outcome,
        string? Proof,
        int Placed,
        int Denied,
        int? OpenBefore,
        int CanceledCount,
        IReadOnlyList<string> Canceled,
        int RejectedCount,
        IReadOnlyList<string> Rejected,
        IReadOnlyList<string> SeenOpen,
        IReadOnlyList<string> Filled,
        IReadOnlyList<string> Gone,
        IReadOnlyList<string> Unaccounted,
        int Left,
        IReadOnlyList<string> Requests,
        double? AcceptedAfterMs,
        double? ProvenAfterMs,
        DrillBook? Book
    );
}

using System.Globalization;
using System.Text.Json;

namespace RiskEngine.Core;

/// <summary>Writes a record in canonical JSON and reads it back: what stores keep and nodes send each other.</summary>
public static class KillSwitchRecordJson
{
    private const string EngageKind = "engage";
    private const string ResetKind = "reset";

    /// <summary>The record in UTF-8, always the same bytes for equal records.</summary>
    public static byte[] Write(KillSwitchRecord record) =>
        record switch
        {
            KillSwitchRecord.Engage engage => Json(engage.Engagement).Add("kind", EngageKind).ToUtf8(),
            KillSwitchRecord.Reset reset => Json(reset).ToUtf8(),
            _ => throw ClosedUnion.Unhandled(record),
        };

    /// <summary>The record that these bytes write; null when they are not exactly what <see cref="Write"/> writes.</summary>
    public static KillSwitchRecord? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var json = document.RootElement;
            KillSwitchRecord? record = Text(json, "kind") switch
            {
                EngageKind => new KillSwitchRecord.Engage(Engagement(json)),
                ResetKind => new KillSwitchRecord.Reset(
                    json.GetProperty("cleared").EnumerateArray().Select(Engagement).ToValueList(),
                    (RequestedBy.Person)By(json),
                    new Reason(Text(json, "reason")),
                    At(json),
                    new NodeName(Text(json, "node"))
                )
                {
                    Until = json.TryGetProperty("until", out _) ? At(json, "until") : null,
                },
                _ => null,
            };
            return record is not null && Write(record).AsSpan().SequenceEqual(utf8.Span) ? record : null;
        }
        catch (Exception unreadable)
            when (unreadable
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or InvalidCastException
                        or FormatException
                        or ArgumentException
            )
        {
            return null;
        }
    }

    private static CanonicalJson Json(KillSwitchRecord.Reset reset)
    {
        var json = new CanonicalJson()
            .Add("kind", ResetKind)
            .Add("cleared", reset.Cleared.Select(Json))
            .Add("by", $"{reset.Person}")
            .Add("reason", reset.Reason.Text)
            .Add("at", reset.At)
            .Add("node", reset.Node.Value);
        return reset.Until is { } until ? json.Add("until", until) : json;
    }

    private static CanonicalJson Json(Engagement engagement)
    {
        var json = UnnamedEngagement.Json(
            engagement.Id.Node,
            engagement.Epoch,
            engagement.Scope,
            engagement.By,
            engagement.Reason,
            engagement.At
        );
        return UnnamedEngagement.IsIdOf(engagement) ? json : json.Add("id", $"{engagement.Id}");
    }

    private static Engagement Engagement(JsonElement json)
    {
        var epoch = new Epoch(json.GetProperty("epoch").GetInt64());
        var scope = KillSwitchScope.TryParse(Text(json, "scope"), out var read)
            ? read
            : throw new FormatException("No scope.");
        var (by, reason, at) = (By(json), new Reason(Text(json, "reason")), At(json));
        var id =
            !json.TryGetProperty("id", out var name)
                ? UnnamedEngagement.IdOf(new NodeName(Text(json, "node")), epoch, scope, by, reason, at)
            : EngagementId.TryParse(name.GetString(), out var known) ? known
            : throw new FormatException("No id.");
        return new Engagement(id, epoch, scope, by, reason, at);
    }

    private static RequestedBy By(JsonElement json) =>
        Text(json, "by").Split(' ') switch
        {
            ["person", var name] => new RequestedBy.Person(name),
            ["strategy", var name] => new RequestedBy.Strategy(new StrategyId(name)),
            ["engine", var name] => new RequestedBy.Engine(name),
            _ => throw new FormatException("Nobody."),
        };

    private static DateTimeOffset At(JsonElement json, string key = "at") =>
        DateTimeOffset.ParseExact(
            Text(json, key),
            CanonicalJson.TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );

    private static string Text(JsonElement json, string key) =>
        json.GetProperty(key).GetString() ?? throw new FormatException($"No {key}.");
}

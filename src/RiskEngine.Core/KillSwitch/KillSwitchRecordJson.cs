using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RiskEngine.Core;

/// <summary>Writes a record in canonical JSON and reads it back: what stores keep and nodes send each other.</summary>
public static class KillSwitchRecordJson
{
    private const string EngageKind = "engage";
    private const string ResetKind = "reset";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The record in UTF-8, always the same bytes for equal records.</summary>
    public static byte[] Write(KillSwitchRecord record) =>
        record switch
        {
            KillSwitchRecord.Engage engage => Json(engage.Engagement).Add("kind", EngageKind).ToUtf8(),
            KillSwitchRecord.Reset reset => Json(reset).ToUtf8(),
            KillSwitchRecord.Unknown unknown => Utf8.GetBytes(unknown.Json),
            _ => throw ClosedUnion.Unhandled(record),
        };

    /// <summary>The record that these bytes write; null when they are none.</summary>
    /// <remarks>
    /// Every build writes a record in canonical form and gives it a kind. What is written so, and is not exactly what this
    /// build's <see cref="Write"/> writes, is a newer one's and reads as <see cref="KillSwitchRecord.Unknown"/>: half
    /// understood, it could be taken for less than it is.
    /// </remarks>
    public static KillSwitchRecord? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var json = document.RootElement;
            return Text(json, "kind").Length == 0 ? null : Known(json, utf8) ?? Unknown(json, utf8);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return null;
        }
    }

    private static KillSwitchRecord.Unknown? Unknown(JsonElement json, ReadOnlyMemory<byte> utf8)
    {
        var text = CanonicalJson.Text(json);
        if (!Utf8.GetBytes(text).AsSpan().SequenceEqual(utf8.Span))
            return null;
        var epoch =
            json.TryGetProperty("epoch", out var number)
            && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt64(out var value)
            && value is > 0 and <= Epoch.Limit
                ? new Epoch(value)
                : null;
        return new KillSwitchRecord.Unknown(text, epoch);
    }

    private static KillSwitchRecord? Known(JsonElement json, ReadOnlyMemory<byte> utf8)
    {
        try
        {
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
        catch (Exception unreadable) when (IsUnreadable(unreadable))
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

    private static bool IsUnreadable(Exception failure) =>
        failure
            is JsonException
                or KeyNotFoundException
                or InvalidOperationException
                or InvalidCastException
                or FormatException
                or ArgumentException;

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

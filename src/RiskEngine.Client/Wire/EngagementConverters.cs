using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.Client;

/// <summary>An engagement's id: a text. Builds before wrote an epoch and a node, which name none that this build knows.</summary>
internal sealed class EngagementIdConverter : JsonConverter<EngagementId>
{
    /// <summary>No run is drawn as zero but once in 2^64 starts.</summary>
    internal static readonly EngineRunId Unknown = new(0);

    public override EngagementId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return EngagementId.TryParse(reader.GetString(), out var id)
                ? id
                : throw new JsonException("An engagement's id was to come.");
        using var document = JsonDocument.ParseValue(ref reader);
        var (node, epoch) = OfOlderBuild(document.RootElement);
        return new EngagementId(node, Unknown, epoch.Value);
    }

    public override void Write(Utf8JsonWriter writer, EngagementId value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{value}");

    internal static (NodeName Node, Epoch Epoch) OfOlderBuild(JsonElement json) =>
        (new NodeName(json.GetProperty("node").GetString()!), new Epoch(json.GetProperty("epoch").GetInt64()));
}

/// <summary>An engagement; one that an older build wrote has its epoch within its id.</summary>
internal class EngagementConverter : JsonConverter<Engagement>
{
    public override Engagement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        var scope = WireMember.Read<KillSwitchScope>(json, "scope", options);
        var (by, reason) = (
            WireMember.Read<RequestedBy>(json, "by", options),
            WireMember.Read<Reason>(json, "reason", options)
        );
        var at = json.GetProperty("at").GetDateTimeOffset();
        var id = json.GetProperty("id");
        if (id.ValueKind == JsonValueKind.String)
            return new Engagement(
                WireMember.Read<EngagementId>(json, "id", options),
                WireMember.Read<Epoch>(json, "epoch", options),
                scope,
                by,
                reason,
                at
            );
        var (node, epoch) = EngagementIdConverter.OfOlderBuild(id);
        return new Engagement(IdOf(node, epoch, scope, by, reason, at), epoch, scope, by, reason, at);
    }

    public override void Write(Utf8JsonWriter writer, Engagement value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", $"{value.Id}");
        writer.WriteNumber("epoch", value.Epoch.Value);
        writer.WriteString("scope", $"{value.Scope}");
        writer.WriteString("by", $"{value.By}");
        writer.WriteString("reason", value.Reason.Text);
        writer.WriteString("at", value.At);
        writer.WriteEndObject();
    }

    /// <summary>The id of an engagement that an older build wrote without one; an engine derives it.</summary>
    protected virtual EngagementId IdOf(
        NodeName node,
        Epoch epoch,
        KillSwitchScope scope,
        RequestedBy by,
        Reason reason,
        DateTimeOffset at
    ) => new(node, EngagementIdConverter.Unknown, epoch.Value);
}

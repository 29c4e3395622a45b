using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.Client;

/// <summary>A reset. Builds before named a scope and an epoch, which name no engagement that anybody has seen.</summary>
internal sealed class ResetKillSwitchConverter : JsonConverter<ResetKillSwitch>
{
    public override ResetKillSwitch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        return new ResetKillSwitch(
            json.TryGetProperty("engagements", out _)
                ? WireMember.Read<ValueList<EngagementId>>(json, "engagements", options)
                : [],
            WireMember.Read<CommandId>(json, "id", options),
            WireMember.Read<RequestedBy.Person>(json, "person", options),
            WireMember.Read<Reason>(json, "reason", options)
        );
    }

    public override void Write(Utf8JsonWriter writer, ResetKillSwitch value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WireMember.Write(writer, "engagements", value.Engagements, options);
        writer.WriteString("id", value.Id.Value);
        writer.WriteString("person", $"{value.Person}");
        writer.WriteString("reason", value.Reason.Text);
        writer.WriteEndObject();
    }
}

/// <summary>A refusal to reset, which builds before can read too: they want a scope and an epoch, and go by the reason alone.</summary>
internal sealed class KillSwitchResetDeniedConverter : JsonConverter<KillSwitchResetDenied>
{
    public override KillSwitchResetDenied Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        return new KillSwitchResetDenied(
            WireMember.Read<CommandId>(json, "command", options),
            json.TryGetProperty("engagements", out _)
                ? WireMember
                    .Read<ValueList<EngagementId>>(json, "engagements", options)
                    .WithOmitted(CutLists.Read(json, "engagements"))
                : [],
            WireMember.Read<KillSwitchResetDeniedReason>(json, "reason", options),
            json.TryGetProperty("state", out _)
                ? State(json, options)
                : new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NotReadYet)
        );
    }

    public override void Write(Utf8JsonWriter writer, KillSwitchResetDenied value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("command", value.Command.Value);
        writer.WriteString("scope", $"{KillSwitchScope.Everything.Instance}");
        writer.WriteNumber("upTo", Epoch.First.Value);
        WireMember.Write(writer, "engagements", value.Engagements, options);
        CutLists.Write(writer, "engagements", value.Engagements);
        writer.WriteString("reason", value.Reason.Name());
        WireMember.Write(writer, "state", value.State, options);
        CutLists.Write(writer, "state", value.State);
        writer.WriteEndObject();
    }

    private static KillSwitchState State(JsonElement json, JsonSerializerOptions options) =>
        WireMember.Read<KillSwitchState>(json, "state", options) switch
        {
            KillSwitchState.Engaged engaged => KillSwitchState.Of(
                engaged.Engagements.WithOmitted(CutLists.Read(json, "state"))
            ),
            var state => state,
        };
}

/// <summary>Members of objects that are read and written by hand.</summary>
internal static class WireMember
{
    internal static T Read<T>(JsonElement json, string name, JsonSerializerOptions options)
        where T : notnull =>
        (T?)json.GetProperty(name).Deserialize(options.GetTypeInfo(typeof(T)))
        ?? throw new JsonException($"No {name}.");

    internal static void Write<T>(Utf8JsonWriter writer, string name, T value, JsonSerializerOptions options)
        where T : notnull
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(typeof(T)));
    }
}

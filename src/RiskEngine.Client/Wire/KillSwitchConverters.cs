using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.Client;

/// <summary>How the kill switch stands: <c>"clear"</c>, <c>"unreadable/REASON"</c>, or the engagements that hold.</summary>
internal sealed class KillSwitchStateConverter : JsonConverter<KillSwitchState>
{
    private const string Clear = "clear";
    private const string Unreadable = "unreadable/";

    private static readonly Names<KillSwitchUnreadableReason> Reasons = new(EnumNames.Name);

    /// <summary>How it stands where a newer node says it in a way that this one does not know: never clear.</summary>
    private static readonly KillSwitchState.Unreadable Newer = new(KillSwitchUnreadableReason.NewerFormat);

    public override KillSwitchState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var list = options.GetTypeInfo(typeof(ValueList<Engagement>));
            var engagements = (ValueList<Engagement>)JsonSerializer.Deserialize(ref reader, list)!;
            return KillSwitchState.Of(engagements.WithOmitted(CutLists.OmittedAfter(reader)));
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return Newer;
        }

        return reader.GetString() switch
        {
            Clear => KillSwitchState.Clear.Instance,
            // A reason that this node does not know engages as well as any other.
            { } text when text.StartsWith(Unreadable, StringComparison.Ordinal) => new KillSwitchState.Unreadable(
                Reasons.Read(text[Unreadable.Length..]) ?? KillSwitchUnreadableReason.Unavailable
            ),
            _ => Newer,
        };
    }

    public override void Write(Utf8JsonWriter writer, KillSwitchState value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case KillSwitchState.Engaged engaged:
                var list = options.GetTypeInfo(typeof(ValueList<Engagement>));
                JsonSerializer.Serialize(writer, engaged.Engagements, list);
                break;
            case KillSwitchState.Unreadable unreadable:
                writer.WriteStringValue($"{Unreadable}{unreadable.Reason.Name()}");
                break;
            case KillSwitchState.Clear:
                writer.WriteStringValue(Clear);
                break;
            default:
                throw ClosedUnion.Unhandled(value);
        }
    }
}

/// <summary>What an engagement did: how the cancel ended, or what became of one strategy's orders.</summary>
internal sealed class KillSwitchEffectConverter : JsonConverter<KillSwitchEffect>
{
    private const string OrdersDenied = "orders-denied";
    private const string OfUnknownStrategy = "orders-denied/unknown-strategy";
    private const string StrategyStopped = "strategy-stopped";

    public override KillSwitchEffect Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString() switch
            {
                OrdersDenied => KillSwitchEffect.OrdersDenied.Instance,
                OfUnknownStrategy => KillSwitchEffect.OrdersDenied.OfUnknownStrategy,
                var text => new KillSwitchEffect.Unknown(text!),
            };
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        if (json.GetProperty("kind").GetString() == StrategyStopped)
            return new KillSwitchEffect.StrategyStopped(
                json.GetProperty("isKnown").GetBoolean(),
                (StrategyOrders)json.GetProperty("orders").Deserialize(options.GetTypeInfo(typeof(StrategyOrders)))!
            );
        // Of a report with one newer outcome in it, the others count.
        if (json.GetProperty("kind").GetString() is { } kind && !WireJson.Outcomes.ContainsValue(kind))
            return new KillSwitchEffect.Unknown(kind);
        var outcome = options.GetTypeInfo(typeof(SessionCancelOutcome));
        return new KillSwitchEffect.CancelEnded((SessionCancelOutcome)json.Deserialize(outcome)!);
    }

    public override void Write(Utf8JsonWriter writer, KillSwitchEffect value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case KillSwitchEffect.CancelEnded ended:
                JsonSerializer.Serialize(writer, ended.Outcome, options.GetTypeInfo(typeof(SessionCancelOutcome)));
                break;
            case KillSwitchEffect.StrategyStopped stopped:
                writer.WriteStartObject();
                writer.WriteString("kind", StrategyStopped);
                writer.WriteBoolean("isKnown", stopped.IsKnown);
                writer.WritePropertyName("orders");
                JsonSerializer.Serialize(writer, stopped.Orders, options.GetTypeInfo(typeof(StrategyOrders)));
                writer.WriteEndObject();
                break;
            case KillSwitchEffect.OrdersDenied denied:
                writer.WriteStringValue(denied.IsKnown ? OrdersDenied : OfUnknownStrategy);
                break;
            case KillSwitchEffect.Unknown unknown:
                writer.WriteStringValue(unknown.Kind);
                break;
            default:
                throw ClosedUnion.Unhandled(value);
        }
    }
}

/// <summary>A session that is not proven: what its guardian said, or why it said nothing.</summary>
internal sealed class MissingSessionConverter : JsonConverter<MissingSession>
{
    private static readonly Names<MissingSessionReason> Reasons = new(EnumNames.Name);

    public override MissingSession Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        var node = json.TryGetProperty("node", out var name) ? new NodeName(name.GetString()!) : null;
        if (json.TryGetProperty("applied", out var applied))
            return new MissingSession(
                (KillSwitchApplied)applied.Deserialize(options.GetTypeInfo(typeof(KillSwitchApplied)))!
            )
            {
                Node = node,
            };
        return new MissingSession(
            SessionKeyText.Read(json.GetProperty("session").GetString()!),
            Reasons.Read(json.GetProperty("reason").GetString()!) ?? MissingSessionReason.NoAcknowledgment
        )
        {
            Node = node,
        };
    }

    public override void Write(Utf8JsonWriter writer, MissingSession value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Applied is { } applied)
        {
            writer.WritePropertyName("applied");
            JsonSerializer.Serialize(writer, applied, options.GetTypeInfo(typeof(KillSwitchApplied)));
        }
        else
        {
            writer.WriteString("session", SessionKeyText.Write(value.Session));
            writer.WriteString("reason", value.Reason.Name());
        }

        if (value.Node is { } node)
            writer.WriteString("node", node.Value);
        writer.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine;

/// <summary>A record within a message: exactly as it is written by itself.</summary>
internal sealed class KillSwitchRecordConverter : JsonConverter<KillSwitchRecord>
{
    public override KillSwitchRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return KillSwitchRecordJson.Read(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetRawText()))
            ?? throw new JsonException("No record of a kill switch.");
    }

    public override void Write(Utf8JsonWriter writer, KillSwitchRecord value, JsonSerializerOptions options) =>
        writer.WriteRawValue(KillSwitchRecordJson.Write(value));
}

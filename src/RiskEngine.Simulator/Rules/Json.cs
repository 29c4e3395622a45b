using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiskEngine.Simulator.Rules;

/// <summary>Writes JSON as the exchange does: an apostrophe stays an apostrophe.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(JsonNode node) => node.ToJsonString(Plain);

    public static Answer Ok(JsonNode body) => new(200, Text(body));
}

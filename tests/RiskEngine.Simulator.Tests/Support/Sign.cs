using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulator.Tests.Support;

/// <summary>The client's side of request signing.</summary>
public static class Sign
{
    public static Dictionary<string, string> Payload(ApiKey key, string json) => Base64(key, ToBase64(json));

    public static Dictionary<string, string> Base64(ApiKey key, string base64) =>
        new()
        {
            ["X-GEMINI-APIKEY"] = key.Key,
            ["X-GEMINI-PAYLOAD"] = base64,
            ["X-GEMINI-SIGNATURE"] = Convert.ToHexStringLower(
                HMACSHA384.HashData(Encoding.UTF8.GetBytes(key.Secret), Encoding.UTF8.GetBytes(base64))
            ),
        };

    public static Dictionary<string, string> Bearer(OAuthToken token, string json) =>
        new() { ["Authorization"] = $"Bearer {token.Token}", ["X-GEMINI-PAYLOAD"] = ToBase64(json) };

    public static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The payload of a request: <paramref name="fields"/> are JSON members such as <c>"order_id":1</c>.</summary>
    public static string Json(string path, string? nonce, string fields = "")
    {
        var json = new JsonObject { ["request"] = path };
        if (nonce is not null)
            json["nonce"] = JsonNode.Parse(nonce);
        if (fields.Length > 0)
        {
            foreach (var (name, value) in JsonNode.Parse("{" + fields + "}")!.AsObject())
                json[name] = value?.DeepClone();
        }
        return json.ToJsonString();
    }
}

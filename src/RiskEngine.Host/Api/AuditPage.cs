using System.Text.Json;

namespace RiskEngine.Host.Api;

/// <summary>Rows of the audit trail.</summary>
/// <param name="Rows">In the order of their numbers.</param>
/// <param name="Head">How far the trail goes, as <c>COUNT:HASH</c>; worth noting elsewhere.</param>
/// <param name="Next">What to ask for as <c>after</c> to go on; null: this was the end.</param>
internal sealed record AuditPage(IReadOnlyList<AuditRowView> Rows, string Head, long? Next);

/// <summary>A row of the audit trail.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
/// <param name="Row">What it says; a text where it is no JSON, which a check of the chain would find.</param>
internal sealed record AuditRowView(long Number, string Hash, JsonElement Row)
{
    internal static AuditRowView Of(AuditRow row) => new(row.Number, row.Hash.Hex, Parse(row.Json));

    private static JsonElement Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json, ApiJson.Default.String);
        }
    }
}

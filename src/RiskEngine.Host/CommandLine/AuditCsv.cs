using System.Globalization;
using System.Text.Json;

namespace RiskEngine.Host.CommandLine;

/// <summary>Rows of the audit trail as RFC 4180 writes them; the last columns are the whole row and its hash.</summary>
internal static class AuditCsv
{
    private static readonly string[] Members =
    [
        "at",
        "node",
        "kind",
        "who",
        "session",
        "scope",
        "epoch",
        "command",
        "attempt",
        "nonce",
        "what",
        "result",
        "why",
        "said",
        "reason",
        "through",
    ];

    internal static readonly string Header = string.Join(',', ["number", .. Members, "row", "hash"]);

    internal static string Line(AuditRow row)
    {
        var number = row.Number.ToString(CultureInfo.InvariantCulture);
        return string.Join(',', [number, .. Cells(row.Json).Select(Quote), Quote(row.Json), row.Hash.Hex]);
    }

    /// <summary>A row that was tampered with may be no JSON at all; the whole of it still stands in its own column.</summary>
    private static IEnumerable<string> Cells(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var row = document.RootElement;
            return row.ValueKind == JsonValueKind.Object
                ? [.. Members.Select(x => row.TryGetProperty(x, out var cell) ? cell.ToString() : "")]
                : Members.Select(_ => "");
        }
        catch (JsonException)
        {
            return Members.Select(_ => "");
        }
    }

    private static string Quote(string text)
    {
        var harmless = text is ['=' or '+' or '-' or '@', ..] ? $"'{text}" : text;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"")}\"" : harmless;
    }
}

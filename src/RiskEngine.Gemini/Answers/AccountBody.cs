using System.Text.Json;

namespace RiskEngine.Gemini;

/// <summary>Reads of <c>/v1/account</c> what tells the account from others, and nothing else: the rest names people.</summary>
/// <remarks>There is no id in it. The reference code is one; without it the short name is every customer's <c>primary</c>, so the time of creation goes with it.</remarks>
internal static class AccountBody
{
    /// <summary>Null when the answer tells no account.</summary>
    internal static ExchangeAnswer.AccountRead? Read(ReadOnlySpan<byte> json)
    {
        var root = OrderReading.Parse(json);
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        var text = Text(root, "memo_reference_code") is { } code ? $"memo:{code}" : NameAndTime(root);
        return text is not null && AccountIdentity.Known.IsIdentity(text)
            ? new ExchangeAnswer.AccountRead(new AccountIdentity.Known(text))
            : null;
    }

    private static string? NameAndTime(JsonElement root) =>
        root.TryGetProperty("account", out var account)
        && account.ValueKind == JsonValueKind.Object
        && (Text(account, "shortName"), Text(account, "created")) is ({ } name, { } created)
            ? $"{name}@{created}"
            : null;

    /// <summary>A text, or a number as it is written; null: none is there.</summary>
    private static string? Text(JsonElement json, string member) =>
        !json.TryGetProperty(member, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : null;
}

using System.Globalization;

namespace RiskEngine.Gemini;

/// <summary>Reads what Gemini writes about a nonce that it refuses; only the text tells one kind from the other.</summary>
/// <remarks>
/// Seen by users: <c>Nonce '…' has not increased since your last call to the Gemini API.</c> and
/// <c>Nonce '…' is not within 30 seconds of server time '1695066301''</c>, the second with a stray quote. In fixtures:
/// <c>Nonce must be greater than the previous nonce</c> and <c>Out-of-sequence nonce A precedes previously used nonce B</c>.
/// </remarks>
internal static class NonceRefusalText
{
    private const string BeforeServerTime = "server time '";

    internal static NonceRefusal KindOf(string message) =>
        Says(message, "not within") ? NonceRefusal.OutsideWindow
        : Says(message, "not increased") || Says(message, "must be greater") || Says(message, "precedes")
            ? NonceRefusal.NotIncreased
        : NonceRefusal.Unspecified;

    /// <summary>Whether a text speaks of a refused nonce, whatever the reason beside it is called.</summary>
    internal static bool IsOne(string message) =>
        Says(message, "nonce") && KindOf(message) is not NonceRefusal.Unspecified;

    /// <summary>The clock that the nonce was compared with, which is nearer to the truth than a front's Date header.</summary>
    internal static DateTimeOffset? ServerTimeOf(string message)
    {
        var start = message.IndexOf(BeforeServerTime, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        var rest = message.AsSpan(start + BeforeServerTime.Length);
        var end = rest.IndexOf('\'');
        // Ten digits are epoch seconds until the year 2286; anything else is not what was documented.
        return end == 10 && long.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }

    private static bool Says(string message, string words) =>
        message.Contains(words, StringComparison.OrdinalIgnoreCase);
}

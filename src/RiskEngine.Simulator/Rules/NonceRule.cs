using System.Globalization;
using System.Text.Json;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulator.Rules;

/// <summary>Decides whether a key accepts a nonce.</summary>
internal static class NonceRule
{
    /// <summary>How far a time-based nonce may be from the exchange's clock, either way, in seconds.</summary>
    private const decimal WindowSeconds = 30;

    /// <summary>The refusal, or null when the nonce is accepted.</summary>
    /// <param name="session">Whose nonce it is.</param>
    /// <param name="sent">The nonce as it was sent.</param>
    /// <param name="switches">The readings in force.</param>
    /// <param name="serverClock">What the exchange's own clock shows.</param>
    public static Answer? Check(Session session, JsonElement sent, Switches switches, DateTimeOffset serverClock)
    {
        var written = sent.ToString();
        var timeBased = session.Key?.Nonce == NonceMode.TimeBased;
        if (Value(written) is not { } nonce || !MayHaveFraction(nonce, timeBased, switches))
            return Refusals.NonceUnreadable();
        if (!HasForm(sent, switches.NonceJson))
            return Refusals.NonceOfOtherForm(switches.NonceJson);
        if (timeBased && !IsWithin(nonce, switches.TimeNonceForm, serverClock))
            return Refusals.NonceOutsideWindow(written, serverClock.ToUnixTimeSeconds());

        var mustIncrease = !timeBased || switches.TimeNonceMustIncrease;
        return mustIncrease && nonce <= session.LastNonce ? Refusals.NonceNotIncreased(written) : null;
    }

    /// <summary>
    /// The nonce as a number, exactly; null when it is none, or above 28 digits. The exchange compares whole numbers of any
    /// size: a key that once saw one above 64 bits takes no smaller one.
    /// </summary>
    public static decimal? Value(string? written) =>
        decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var nonce)
            ? nonce
            : null;

    private static bool MayHaveFraction(decimal nonce, bool timeBased, Switches switches) =>
        nonce == decimal.Truncate(nonce) || (timeBased && switches.TimeNonceForm == TimeNonceForm.Fractional);

    private static bool HasForm(JsonElement sent, NonceJson wanted) =>
        wanted switch
        {
            NonceJson.Either => true,
            NonceJson.AsNumber => sent.ValueKind == JsonValueKind.Number,
            NonceJson.AsString => sent.ValueKind == JsonValueKind.String,
        };

    private static bool IsWithin(decimal nonce, TimeNonceForm form, DateTimeOffset serverClock) =>
        form switch
        {
            TimeNonceForm.Seconds => Math.Abs(nonce - serverClock.ToUnixTimeSeconds()) <= WindowSeconds,
            TimeNonceForm.Fractional => Math.Abs(nonce - Seconds(serverClock)) <= WindowSeconds,
            TimeNonceForm.Milliseconds => Math.Abs(nonce / 1000 - Seconds(serverClock)) <= WindowSeconds,
        };

    private static decimal Seconds(DateTimeOffset time) =>
        (decimal)(time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
}

using System.Globalization;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulator.Rules;

/// <summary>Decides whether a key accepts a nonce.</summary>
internal static class NonceRule
{
    /// <summary>How far a time-based nonce may be from the exchange's clock, either way, in seconds.</summary>
    private const long WindowSeconds = 30;

    /// <summary>The refusal, or null when the nonce is accepted. <paramref name="written"/> is the nonce as it was sent.</summary>
    public static Answer? Check(Session session, string written, Switches switches, DateTimeOffset serverClock)
    {
        if (Value(written) is not { } nonce)
            return Refusals.NonceUnreadable();

        var timeBased = session.Key?.Nonce == NonceMode.TimeBased;
        var serverSeconds = serverClock.ToUnixTimeSeconds();
        if (timeBased && !IsWithin(nonce, serverSeconds))
            return Refusals.NonceOutsideWindow(written, serverSeconds);

        var mustIncrease = !timeBased || switches.TimeNonceMustIncrease;
        return mustIncrease && nonce <= session.LastNonce ? Refusals.NonceNotIncreased(written) : null;
    }

    /// <summary>The nonce as a number; null when it is not an unsigned 64-bit whole number.</summary>
    public static ulong? Value(string? written) =>
        ulong.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var nonce) ? nonce : null;

    private static bool IsWithin(ulong nonce, long serverSeconds) =>
        nonce <= long.MaxValue && Math.Abs((long)nonce - serverSeconds) <= WindowSeconds;
}

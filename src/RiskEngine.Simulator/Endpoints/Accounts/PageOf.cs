using System.Globalization;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Accounts;

/// <summary>How much of a history a request asks for.</summary>
/// <param name="Since">The earliest entry.</param>
/// <param name="Limit">How many, the newest of them.</param>
internal sealed record PageOf(DateTimeOffset Since, int Limit)
{
    private const int Usual = 50;
    private const int Most = 500;

    /// <summary>Above this a timestamp cannot be seconds.</summary>
    private const long LatestSeconds = 100_000_000_000;

    /// <summary>A <c>timestamp</c> in seconds or milliseconds, and a limit of 50 unless it is said, of 500 at most.</summary>
    public static PageOf Read(Payload payload, string limitName) =>
        new(
            Number(payload, "timestamp") switch
            {
                null => DateTimeOffset.MinValue,
                <= LatestSeconds and var seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
                { } milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(
                    Math.Min(milliseconds, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
                ),
            },
            (int)Math.Clamp(Number(payload, limitName) ?? Usual, 1, Most)
        );

    private static long? Number(Payload payload, string name) =>
        long.TryParse(payload.NumberOrText(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

using RiskEngine.Simulator.Endpoints;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Faults;

/// <summary>The words of <see cref="FaultGrammar"/> that an effect begins with, statuses apart.</summary>
internal static class EffectWords
{
    private const string OneDelay =
        "wants one delay: 20ms, 50ms..400ms or 5ms~2s, the first bound above 0 and not above the second";

    private static readonly string[] BulkCancels = ["/v1/order/cancel/session", "/v1/order/cancel/all"];
    private static readonly string[] Cancels = [.. BulkCancels, CancelOrder.Path];
    private static readonly string[] Lists = [OpenOrdersQuery.Path];
    private static readonly string[] Looks = [.. Lists, OrderStatusQuery.Path, OrderHistoryQuery.Path];

    /// <summary>Every word there is.</summary>
    public static readonly IReadOnlyList<EffectWord> All =
    [
        new("transit", Delayed(Effects.Transit), OneDelay),
        new("latency", Delayed(Effects.Latency), OneDelay),
        new("jitter", Delayed(Effects.Jitter), OneDelay),
        new("hold", Delayed(Effects.Hold), OneDelay)
        {
            Reach = [NewOrder.Path],
            ReachFault = "only new orders can be held",
        },
        new("hide-young", Delayed(Effects.HideYoung), OneDelay)
        {
            Reach = [.. Looks, .. Cancels],
            ReachFault = "only looks at orders and cancels can miss young orders",
        },
        new("keep-closed", Delayed(Effects.KeepClosed), OneDelay)
        {
            Reach = Lists,
            ReachFault = "only orders can list closed orders",
        },
        new("show-closed", Delayed(Effects.ShowClosed), OneDelay)
        {
            Reach = Lists,
            ReachFault = "only orders can list closed orders",
        },
        new("stale", Delayed(Effects.Stale), OneDelay)
        {
            Reach = Looks,
            ReachFault = "only looks at orders can be out of date",
        },
        new("replicas", ReadReplicas, "wants a number from 2 on and how far the last one is behind: replicas 3 2s")
        {
            Reach = Looks,
            ReachFault = "only looks at orders can be out of date",
        },
        new("foreign", ReadForeign, "wants a number from 1 on")
        {
            Reach = Lists,
            ReachFault = "only orders can list foreign orders",
        },
        new("settle", Delayed(Effects.Settle), OneDelay)
        {
            Reach = Cancels,
            ReachFault = "only cancels can take effect later",
        },
        new("settle-live", Delayed(Effects.SettleOpenly), OneDelay)
        {
            Reach = Cancels,
            ReachFault = "only cancels can take effect later",
        },
        new("fill", ReadFill, "wants 'now' or one delay, and maybe a share before it: fill 50ms, fill 40% now")
        {
            Reach = [NewOrder.Path, CancelOrder.Path],
            ReachFault = "only an order that is placed or canceled can be filled",
        },
        new("reject", ReadReject, "wants a number from 1 on, or 'all', and maybe 'filled' or 'fills DELAY'")
        {
            Reach = BulkCancels,
            ReachFault = "only cancel/session and cancel/all can reject",
        },
        new("shape", ReadShape, "wants full, without-is-live or prediction")
        {
            Reach = [NewOrder.Path, CancelOrder.Path, OrderStatusQuery.Path, .. Lists],
            ReachFault = "only answers with orders have a shape",
        },
        new("compress", ReadCompress, "wants gzip, deflate or br"),
        new("skew", Timed(Effects.ClockSkew), "wants a time such as 45s or -45s"),
        new("date", ReadDate, "wants a time such as 45s or -45s, a date such as 9999-12-31, or 'none'"),
        .. Mishaps(),
    ];

    /// <summary>The word; null when there is none.</summary>
    public static EffectWord? Find(string word) => All.FirstOrDefault(known => known.Word == word);

    private static IEnumerable<EffectWord> Mishaps()
    {
        yield return Plain("ok", Effects.Nothing);
        foreach (
            var (word, mishap) in new[]
            {
                ("truncate", Mishap.Truncate),
                ("garbage", Mishap.Garbage),
                ("empty", Mishap.Empty),
                ("huge", Mishap.Huge),
                ("error-inside", Mishap.ErrorInside),
            }
        )
            yield return Plain(word, Effects.After(mishap));
        foreach (
            var (word, mishap) in new[]
            {
                ("drop", Mishap.Drop),
                ("reset", Mishap.Reset),
                ("stall", Mishap.Stall),
                ("500-text", Mishap.SystemAsText),
                ("500-empty", Mishap.SystemWithoutBody),
            }
        )
        {
            yield return Plain(word, Effects.Instead(mishap));
            yield return Plain(word + "-after", Effects.After(mishap));
        }
    }

    private static EffectWord Plain(string word, Effect effect) =>
        new(word, rest => rest.Length == 0 ? new(effect) : null, $"'{word}' takes nothing but xN or 'for TIME'");

    private static Func<string[], EffectText?> Delayed(Func<Delay, Effect> effect) =>
        rest => rest is [var delay] && FaultText.Delay(delay) is { } value ? new(effect(value)) : null;

    private static Func<string[], EffectText?> Timed(Func<TimeSpan, Effect> effect) =>
        rest => rest is [var time] && FaultText.Time(time) is { } value ? new(effect(value)) : null;

    private static EffectText? ReadReplicas(string[] rest) =>
        rest is [var count, var time]
        && FaultText.Count(count) is >= 2 and var number
        && FaultText.Time(time) is { Ticks: > 0 } last
            ? new(Effects.Replicas(number, last))
            : null;

    private static EffectText? ReadForeign(string[] rest) =>
        rest is [var count] && FaultText.Count(count) is { } number ? new(Effects.Foreign(number)) : null;

    private static EffectText? ReadReject(string[] rest)
    {
        if (rest is not [var count, .. var then])
            return null;
        return (count == "all" ? int.MaxValue : FaultText.Count(count), then) switch
        {
            ({ } number, []) => new(Effects.Reject(number)),
            ({ } number, ["filled"]) => new(Effects.RejectForFill(number, null)),
            ({ } number, ["fills", var delay]) when FaultText.Delay(delay) is { } after => new(
                Effects.RejectForFill(number, after)
            ),
            _ => null,
        };
    }

    private static EffectText? ReadFill(string[] rest)
    {
        var share = rest is [var percent, _] ? FaultText.Percent(percent) : 100;
        return (share, rest) switch
        {
            ({ } some, [.., "now"]) => new(Effects.Fill((decimal)some / 100, null)),
            ({ } some, [.., var delay]) when FaultText.Delay(delay) is { } after => new(
                Effects.Fill((decimal)some / 100, after)
            ),
            _ => null,
        };
    }

    private static EffectText? ReadShape(string[] rest) =>
        rest switch
        {
            ["full"] => new(Effects.Shaped(OrderShape.Full)),
            ["without-is-live"] => new(Effects.Shaped(OrderShape.WithoutIsLive)),
            ["prediction"] => new(Effects.Shaped(OrderShape.Prediction)),
            _ => null,
        };

    private static EffectText? ReadCompress(string[] rest) =>
        rest switch
        {
            ["gzip"] => new(Effects.Compressed(ContentCoding.Gzip)),
            ["deflate"] => new(Effects.Compressed(ContentCoding.Deflate)),
            ["br"] => new(Effects.Compressed(ContentCoding.Brotli)),
            _ => null,
        };

    private static EffectText? ReadDate(string[] rest) =>
        rest switch
        {
            ["none"] => new(Effects.NoDate),
            [var time] when FaultText.Time(time) is { } by => new(Effects.DateSkew(by)),
            [var date] when FaultText.Date(date) is { } at => new(Effects.DateAt(at)),
            _ => null,
        };
}

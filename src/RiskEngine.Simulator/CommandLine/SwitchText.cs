using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.CommandLine;

/// <summary>How one of the <see cref="Switches"/> is written on the command line.</summary>
/// <param name="Name">What stands before the '='.</param>
/// <param name="Values">What may stand after it, the default first.</param>
/// <param name="Summary">What it decides.</param>
/// <param name="Set">Sets it to one of <paramref name="Values"/>.</param>
internal sealed record SwitchText(
    string Name,
    IReadOnlyList<string> Values,
    string Summary,
    Func<Switches, string, Switches> Set
)
{
    /// <summary>How to write it.</summary>
    public string Form => $"{Name}={string.Join('|', Values)}";

    public static readonly IReadOnlyList<SwitchText> All =
    [
        new(
            "time-nonce-must-increase",
            ["on", "off"],
            "time-based nonces must rise as well",
            (s, v) => s with { TimeNonceMustIncrease = v == "on" }
        ),
        new(
            "time-nonce-form",
            ["seconds", "fractional", "milliseconds"],
            "what the nonce of a time-based key counts",
            (s, v) =>
                s with
                {
                    TimeNonceForm = v switch
                    {
                        "fractional" => TimeNonceForm.Fractional,
                        "milliseconds" => TimeNonceForm.Milliseconds,
                        _ => TimeNonceForm.Seconds,
                    },
                }
        ),
        new(
            "nonce-json",
            ["any", "number", "string"],
            "how a nonce has to be written",
            (s, v) =>
                s with
                {
                    NonceJson = v switch
                    {
                        "number" => NonceJson.AsNumber,
                        "string" => NonceJson.AsString,
                        _ => NonceJson.Either,
                    },
                }
        ),
        new(
            "rate-counts",
            ["key", "account", "address"],
            "whose requests are counted together against the rate",
            (s, v) =>
                s with
                {
                    RateScope = v switch
                    {
                        "account" => RateScope.Account,
                        "address" => RateScope.Address,
                        _ => RateScope.Key,
                    },
                }
        ),
        new(
            "nonce-use",
            ["signed", "admitted", "always"],
            "which refused requests use up their nonce",
            (s, v) =>
                s with
                {
                    NonceUse = v switch
                    {
                        "admitted" => NonceUse.WhenAdmitted,
                        "always" => NonceUse.Always,
                        _ => NonceUse.WhenSigned,
                    },
                }
        ),
        new(
            "fence",
            ["on", "off"],
            "a bulk cancel bars orders in flight below its nonce",
            (s, v) => s with { Fence = v == "on" }
        ),
        new(
            "cancel-meaning",
            ["off-the-book", "accepted"],
            "what cancelledOrders says; accepted: live for another 200 ms",
            (s, v) => s with { CancelMeaning = v == "accepted" ? CancelMeaning.Accepted : CancelMeaning.OffTheBook }
        ),
        new(
            "empty-list",
            ["written", "null", "absent"],
            "how a bulk cancel writes a list without ids",
            (s, v) =>
                s with
                {
                    EmptyList = v switch
                    {
                        "null" => EmptyList.Null,
                        "absent" => EmptyList.Absent,
                        _ => EmptyList.Written,
                    },
                }
        ),
        new(
            "credential-errors",
            ["400", "401"],
            "status of missing headers, unknown keys, bad signatures",
            (s, v) => s with { CredentialErrorStatus = v == "401" ? 401 : 400 }
        ),
        new(
            "missing-role",
            ["long", "short"],
            "form of the MissingRole answer",
            (s, v) => s with { MissingRoleInShortForm = v == "short" }
        ),
        new(
            "status-by-client-id",
            ["object", "array"],
            "form of order/status by client_order_id",
            (s, v) => s with { StatusByClientOrderIdIsArray = v == "array" }
        ),
        new(
            "order-shape",
            ["full", "without-is-live", "prediction"],
            "how orders are written in answers to order requests",
            (s, v) =>
                s with
                {
                    OrderShape = v switch
                    {
                        "without-is-live" => OrderShape.WithoutIsLive,
                        "prediction" => OrderShape.Prediction,
                        _ => OrderShape.Full,
                    },
                }
        ),
        new(
            "prediction-orders",
            ["apart", "canceled", "shared"],
            "reached by nothing, by cancels of everything, by lists and questions too",
            (s, v) =>
                s with
                {
                    Predictions = v switch
                    {
                        "canceled" => PredictionReach.Canceled,
                        "shared" => PredictionReach.Shared,
                        _ => PredictionReach.Apart,
                    },
                }
        ),
        new(
            "order-not-found",
            ["OrderNotFound", "NoSuchOrder"],
            "the reason for an unknown order",
            (s, v) => s with { OrderNotFoundReason = v }
        ),
        new(
            "order-types",
            ["exchange", "short"],
            "whether limit and market are order types as well",
            (s, v) => s with { ShortOrderTypes = v == "short" }
        ),
        new(
            "sides",
            ["lower", "any"],
            "whether BUY and SELL are sides as well, and answered so",
            (s, v) => s with { SidesInCapitals = v == "any" }
        ),
        new(
            "order-history",
            ["off", "array", "object"],
            "form of orders/history",
            (s, v) =>
                s with
                {
                    OrderHistory = v switch
                    {
                        "array" => OrderHistory.Array,
                        "object" => OrderHistory.Wrapped,
                        _ => OrderHistory.Off,
                    },
                }
        ),
        new(
            "history-paging",
            ["limit", "none"],
            "whether orders/history obeys limit_orders and timestamp",
            (s, v) => s with { HistoryPaging = v == "none" ? HistoryPaging.None : HistoryPaging.Limit }
        ),
        new(
            "history-lag",
            ["0s", "500ms", "5s"],
            "how late a final order appears in orders/history",
            (s, v) =>
                s with
                {
                    HistoryLag = v switch
                    {
                        "500ms" => TimeSpan.FromMilliseconds(500),
                        "5s" => TimeSpan.FromSeconds(5),
                        _ => TimeSpan.Zero,
                    },
                }
        ),
        new(
            "spot-contract-fields",
            ["present", "absent"],
            "whether details of spot pairs describe a contract",
            (s, v) => s with { SpotHasContractFields = v == "present" }
        ),
        new(
            "account-reference",
            ["present", "absent"],
            "whether the account has a memo_reference_code",
            (s, v) => s with { AccountHasReferenceCode = v == "present" }
        ),
        new(
            "remote-address",
            ["allowed", "forbidden"],
            "whether callers' addresses are let in",
            (s, v) => s with { RemoteAddressForbidden = v == "forbidden" }
        ),
    ];

    /// <summary>Applies 'NAME=VALUE'; adds a fault and changes nothing when it is not one of <see cref="All"/>.</summary>
    public static Switches Apply(Switches switches, string written, List<string> faults)
    {
        var parts = written.Split('=', 2);
        if (All.FirstOrDefault(s => s.Name == parts[0]) is not { } known)
        {
            faults.Add($"--switch '{written}': no such switch, there are {string.Join(", ", All.Select(s => s.Name))}");
            return switches;
        }
        if (parts.Length == 2 && known.Values.Contains(parts[1]))
            return known.Set(switches, parts[1]);
        faults.Add($"--switch '{written}': write {known.Form}");
        return switches;
    }
}

namespace RiskEngine.Simulator.Rules;

/// <summary>
/// Everything about the exchange that nobody has published, or that its pages disagree on. The defaults are a reading,
/// not a fact: a client has to be right with each switch either way.
/// </summary>
public sealed record Switches
{
    /// <summary>Whether a nonce of a time-based key must also be larger than the one before. Default: yes.</summary>
    public bool TimeNonceMustIncrease { get; init; } = true;

    /// <summary>What the nonce of a time-based key counts. Default: whole seconds.</summary>
    public TimeNonceForm TimeNonceForm { get; init; } = TimeNonceForm.Seconds;

    /// <summary>How a nonce has to be written in JSON. Default: as a number or as a string.</summary>
    public NonceJson NonceJson { get; init; } = NonceJson.Either;

    /// <summary>Whose requests are counted together against the rate. Default: those of a key.</summary>
    public RateScope RateScope { get; init; } = RateScope.Key;

    /// <summary>Which refused requests use up their nonce. Default: those with a valid signature.</summary>
    public NonceUse NonceUse { get; init; } = NonceUse.WhenSigned;

    /// <summary>
    /// Whether an order request in flight can no longer land once a bulk cancel with a larger nonce has been executed.
    /// Applies to keys with increasing nonces only. Default: yes.
    /// </summary>
    public bool Fence { get; init; } = true;

    /// <summary>What <c>cancelledOrders</c> means. Default: the orders are off the book.</summary>
    public CancelMeaning CancelMeaning { get; init; } = CancelMeaning.OffTheBook;

    /// <summary>How long an order stays on the book after an accepted cancel, with <see cref="Rules.CancelMeaning.Accepted"/>.</summary>
    public TimeSpan CancelSettles { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How a bulk cancel writes a list without ids; its schema marks nothing as required. Default: <c>[]</c>.</summary>
    public EmptyList EmptyList { get; init; } = EmptyList.Written;

    /// <summary>HTTP status of a missing header, an unknown key and a bad signature: 400 or 401. Default: 400.</summary>
    public int CredentialErrorStatus { get; init; } = 400;

    /// <summary>Whether <c>MissingRole</c> comes as <c>{"error":...,"message":...}</c>, which has been seen too. Default: no.</summary>
    public bool MissingRoleInShortForm { get; init; }

    /// <summary>Whether <c>/v1/order/status</c> by client order id answers with an array. Default: no.</summary>
    public bool StatusByClientOrderIdIsArray { get; init; }

    /// <summary>How orders are written in answers to order requests. Default: in full.</summary>
    public OrderShape OrderShape { get; init; } = OrderShape.Full;

    /// <summary>Which endpoints reach orders of prediction markets. Default: only those of prediction markets.</summary>
    public PredictionReach Predictions { get; init; } = PredictionReach.Apart;

    /// <summary>How an unknown order is refused: <c>OrderNotFound</c>, or <c>NoSuchOrder</c> as an official client knows it.</summary>
    public string OrderNotFoundReason { get; init; } = "OrderNotFound";

    /// <summary>
    /// Whether orders may be of the types <c>limit</c> and <c>market</c> as well, which official samples send. A market order
    /// is executed at once. Default: no.
    /// </summary>
    public bool ShortOrderTypes { get; init; }

    /// <summary>Whether sides may be written in capitals, and are answered as they were written. Default: no.</summary>
    public bool SidesInCapitals { get; init; }

    /// <summary>What <c>/v1/orders/history</c> answers with. Default: there is no such endpoint.</summary>
    public OrderHistory OrderHistory { get; init; } = OrderHistory.Off;

    /// <summary>How much of the history one answer has. Default: by <c>limit_orders</c> and <c>timestamp</c>.</summary>
    public HistoryPaging HistoryPaging { get; init; } = HistoryPaging.Limit;

    /// <summary>How long after its end an order appears in the history. Default: at once.</summary>
    public TimeSpan HistoryLag { get; init; }

    /// <summary>
    /// Whether the details of a spot pair have the fields that describe a contract, as the pages say; ccxt takes such a pair
    /// for a perpetual. Default: yes.
    /// </summary>
    public bool SpotHasContractFields { get; init; } = true;

    /// <summary>Whether <c>/v1/account</c> has a <c>memo_reference_code</c>. Default: yes.</summary>
    public bool AccountHasReferenceCode { get; init; } = true;

    /// <summary>Whether the exchange refuses the caller's network address: 403 <c>RemoteAddressForbidden</c>.</summary>
    public bool RemoteAddressForbidden { get; init; }
}

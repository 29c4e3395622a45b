namespace RiskEngine.Simulator.Rules;

/// <summary>
/// Everything about the exchange that nobody has published, or that its pages disagree on. The defaults are a reading,
/// not a fact: a client has to be right with each switch either way.
/// </summary>
public sealed record Switches
{
    /// <summary>Whether a nonce of a time-based key must also be larger than the one before. Default: no.</summary>
    public bool TimeNonceMustIncrease { get; init; }

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

    /// <summary>How an unknown order is refused: <c>OrderNotFound</c>, or <c>NoSuchOrder</c> as an official client knows it.</summary>
    public string OrderNotFoundReason { get; init; } = "OrderNotFound";

    /// <summary>Whether the exchange refuses the caller's network address: 403 <c>RemoteAddressForbidden</c>.</summary>
    public bool RemoteAddressForbidden { get; init; }
}

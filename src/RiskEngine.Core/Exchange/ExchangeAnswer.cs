namespace RiskEngine.Core;

/// <summary>What one request came to, in terms of what it proves: one of the nested records.</summary>
public abstract record ExchangeAnswer
{
    private ExchangeAnswer() { }

    /// <summary>The exchange's clock when it answered, in whole seconds, if it told.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>A session-wide or account-wide cancel was executed. Proves only what the two lists say.</summary>
    /// <param name="Canceled">Orders named as canceled.</param>
    /// <param name="Rejects">Orders named as not canceled.</param>
    public sealed record CancelAccepted(ValueList<OrderId> Canceled, ValueList<OrderId> Rejects) : ExchangeAnswer;

    /// <summary>The account's open orders were read.</summary>
    /// <param name="Orders">All of them.</param>
    public sealed record OpenOrdersRead(ValueList<OpenOrder> Orders) : ExchangeAnswer;

    /// <summary>One order's cancel was executed.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="IsLive">Whether the exchange still calls it live.</param>
    public sealed record OrderCancelAccepted(OrderId Order, bool IsLive) : ExchangeAnswer;

    /// <summary>The key's roles were read.</summary>
    /// <param name="IsTrader">May place and cancel orders.</param>
    /// <param name="IsFundManager">May move funds; the engine wants no such key.</param>
    /// <param name="IsAuditor">May only read.</param>
    public sealed record RolesRead(bool IsTrader, bool IsFundManager, bool IsAuditor) : ExchangeAnswer;

    /// <summary>The heartbeat was taken.</summary>
    public sealed record HeartbeatAccepted : ExchangeAnswer;

    /// <summary>A strategy's request was executed.</summary>
    /// <param name="Json">The answer's body as received.</param>
    /// <param name="Opened">The order that it opened, if it is an order that is live.</param>
    public sealed record PrivateAccepted(string Json, OrderId? Opened) : ExchangeAnswer
    {
        /// <summary>The order that it names as no longer live, if it names one: canceled, filled, or never opened.</summary>
        public OrderId? Closed { get; init; }
    }

    /// <summary>The nonce was refused. Proves that the request was not executed.</summary>
    /// <param name="Kind">What was wrong with it.</param>
    /// <param name="Said">The exchange's words.</param>
    public sealed record NonceRefused(NonceRefusal Kind, ExchangeReason Said) : ExchangeAnswer;

    /// <summary>Too many requests. Proves that this one was not executed.</summary>
    /// <param name="RetryAfter">How long to wait, if the exchange told; zero or above.</param>
    /// <param name="Said">The exchange's words.</param>
    public sealed record RateLimited(TimeSpan? RetryAfter, ExchangeReason Said) : ExchangeAnswer;

    /// <summary>The exchange refused. Proves that the request was not executed, and that the same again would be refused too.</summary>
    /// <param name="Reason">Why, in the engine's terms.</param>
    /// <param name="Said">Why, in the exchange's words.</param>
    public sealed record Refused(RefusedReason Reason, ExchangeReason Said) : ExchangeAnswer;

    /// <summary>Nothing reached the exchange. Proves that the request was not executed.</summary>
    /// <param name="Said">What the network said.</param>
    public sealed record NotSent(ExchangeReason Said) : ExchangeAnswer;

    /// <summary>The request may or may not have been executed. Proves nothing.</summary>
    /// <param name="Reason">What is missing.</param>
    /// <param name="Said">What was seen.</param>
    public sealed record Unknown(UnknownReason Reason, ExchangeReason Said) : ExchangeAnswer;
}

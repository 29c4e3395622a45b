namespace RiskEngine.Core;

/// <summary>What one request came to, in terms of what it proves: one of the nested records.</summary>
public abstract record ExchangeAnswer
{
    private ExchangeAnswer() { }

    /// <summary>
    /// The clock of whoever answered, in whole seconds, as a header beside the answer told; only where the answer itself
    /// is the exchange's.
    /// </summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>A session-wide or account-wide cancel was executed. Proves only what the two lists say.</summary>
    /// <param name="Canceled">Orders named as canceled.</param>
    /// <param name="Rejects">Orders named as not canceled.</param>
    public sealed record CancelAccepted(ValueList<OrderId> Canceled, ValueList<OrderId> Rejects) : ExchangeAnswer
    {
        /// <summary>Whether both lists were there. An absent or null list is empty here, and says nothing.</summary>
        public CancelListing Listing { get; init; } = CancelListing.Complete;
    }

    /// <summary>The account's open orders were read.</summary>
    /// <param name="Orders">Those that could be read and are not told to be closed.</param>
    public sealed record OpenOrdersRead(ValueList<OpenOrder> Orders) : ExchangeAnswer
    {
        /// <summary>Orders that are listed beside the open ones, and told to be closed.</summary>
        public ValueList<OrderReport> Closed { get; init; } = [];

        /// <summary>How many entries name no order that can be read. Each may be any order: a list with one shows nobody's absence.</summary>
        public int Unreadable { get; init; }
    }

    /// <summary>The request to cancel one order was taken, and the exchange told how the order stands now.</summary>
    /// <param name="Order">The order that was asked for; filled where no cancel was needed any more.</param>
    public sealed record OrderCancelAccepted(OrderReport Order) : ExchangeAnswer;

    /// <summary>How one order stands was read.</summary>
    /// <param name="Order">The order that was asked for.</param>
    public sealed record OrderStatusRead(OrderReport Order) : ExchangeAnswer;

    /// <summary>The orders under a name were read, open and closed.</summary>
    /// <param name="Orders">Those that have the name; empty: none that the exchange knows of now.</param>
    public sealed record OrdersByNameRead(ValueList<OrderReport> Orders) : ExchangeAnswer;

    /// <summary>The account's orders of a time were read, open and closed.</summary>
    /// <param name="Orders">Those that could be read; never to be taken for all.</param>
    public sealed record OrderHistoryRead(ValueList<OrderReport> Orders) : ExchangeAnswer
    {
        /// <summary>How many entries name no order that can be read.</summary>
        public int Unreadable { get; init; }
    }

    /// <summary>The key's roles were read.</summary>
    /// <param name="Permissions">What the key may do.</param>
    public sealed record RolesRead(KeyPermissions Permissions) : ExchangeAnswer;

    /// <summary>It was read whose account the key acts on.</summary>
    /// <param name="Identity">What tells it from others.</param>
    public sealed record AccountRead(AccountIdentity.Known Identity) : ExchangeAnswer;

    /// <summary>The heartbeat was taken.</summary>
    public sealed record HeartbeatAccepted : ExchangeAnswer;

    /// <summary>A strategy's request was executed.</summary>
    /// <param name="Json">The answer's body as received.</param>
    /// <param name="Placed">The orders that it opened, whether they are still open or not; one whose standing is unknown counts as live.</param>
    public sealed record PrivateAccepted(string Json, ValueList<OrderReport> Placed) : ExchangeAnswer
    {
        /// <summary>Orders that it tells of and did not open: asked for, or canceled. They may be anybody's.</summary>
        public ValueList<OrderReport> Reported { get; init; } = [];
    }

    /// <summary>The nonce was refused. Proves that the request was not executed.</summary>
    /// <param name="Kind">What was wrong with it.</param>
    /// <param name="Said">The exchange's words.</param>
    public sealed record NonceRefused(NonceRefusal Kind, ExchangeReason Said) : ExchangeAnswer
    {
        /// <summary>The clock that the nonce was compared with, in whole seconds, if the words name it: nearer to the truth than any header.</summary>
        public DateTimeOffset? ComparedWith { get; init; }
    }

    /// <summary>Too many requests. Proves that this one was not executed.</summary>
    /// <param name="RetryAfter">How long to wait, if the exchange told; zero or above.</param>
    /// <param name="Said">The exchange's words.</param>
    public sealed record RateLimited(TimeSpan? RetryAfter, ExchangeReason Said) : ExchangeAnswer;

    /// <summary>The exchange refused, in its own words. Proves that the request was not executed.</summary>
    /// <param name="Reason">Why, in the engine's terms.</param>
    /// <param name="Said">Why, in the exchange's words.</param>
    public sealed record Refused(RefusedReason Reason, ExchangeReason Said) : ExchangeAnswer;

    /// <summary>Nothing reached the exchange. Proves that the request was not executed.</summary>
    /// <param name="Said">What the network said.</param>
    public sealed record NotSent(ExchangeReason Said) : ExchangeAnswer
    {
        /// <summary>What was in the way.</summary>
        public NotSentReason Reason { get; init; }
    }

    /// <summary>The request may or may not have been executed. Proves nothing.</summary>
    /// <param name="Reason">What is missing.</param>
    /// <param name="Said">What was seen.</param>
    public sealed record Unknown(UnknownReason Reason, ExchangeReason Said) : ExchangeAnswer
    {
        /// <summary>The wait that the answer asked for; null: none.</summary>
        public Pause? Pause { get; init; }
    }
}

namespace RiskEngine.Protocol;

/// <summary>What is known of an order beside its number; each member is null where nobody told.</summary>
/// <remarks>As the exchange said last. Part of an order may have traded, and more of it since.</remarks>
public sealed record OrderTerms
{
    /// <summary>The most characters of a symbol; a longer one is not told.</summary>
    public const int LongestSymbol = 64;

    /// <summary>Nothing is known.</summary>
    public static readonly OrderTerms None = new();

    /// <summary>The endpoint of the strategy's request that entered it: it says of what kind the order is.</summary>
    public PrivateEndpoint? EnteredBy { get; init; }

    /// <summary>What is traded, as the exchange writes it: 1 to <see cref="LongestSymbol"/> printable ASCII characters.</summary>
    public string? Symbol
    {
        get;
        init => field = value is not null && IsSymbol(value) ? value : null;
    }

    /// <summary>Whether it buys or sells.</summary>
    public OrderSide? Side { get; init; }

    /// <summary>Its limit, in the quote currency.</summary>
    public decimal? Price { get; init; }

    /// <summary>How much had not traded yet, in what is traded.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>When it was placed: its age is counted from here. By the exchange's clock where that told, else when it became known.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>What a later word adds: each member that it tells takes the place of the earlier one.</summary>
    /// <param name="later">The later word.</param>
    public OrderTerms With(OrderTerms later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return this == None ? later
            : later == None ? this
            : new OrderTerms
            {
                EnteredBy = later.EnteredBy ?? EnteredBy,
                Symbol = later.Symbol ?? Symbol,
                Side = later.Side ?? Side,
                Price = later.Price ?? Price,
                Remaining = later.Remaining ?? Remaining,
                PlacedAt = later.PlacedAt ?? PlacedAt,
            };
    }

    private static bool IsSymbol(string value) =>
        value.Length is > 0 and <= LongestSymbol && !value.AsSpan().ContainsAnyExceptInRange('!', '~');
}

/// <summary>Whether an order buys or sells.</summary>
public enum OrderSide
{
    /// <summary>It buys.</summary>
    Buy,

    /// <summary>It sells.</summary>
    Sell,
}

namespace RiskEngine.Gemini;

/// <summary>How one session talks to Gemini. <see cref="GeminiOptionsValidator"/> says what is allowed.</summary>
internal sealed record GeminiOptions
{
    /// <summary>Scheme, host and port only: <c>https://api.gemini.com</c>, or <c>https://api.sandbox.gemini.com</c>. http on loopback alone.</summary>
    public required Uri RestBaseAddress { get; init; }

    /// <summary>The account's nickname, which a master key must name in each request.</summary>
    public AccountName Account { get; init; } = AccountName.OfTheKey;

    /// <summary>How a nonce is written.</summary>
    public NonceJson NonceJson { get; init; } = NonceJson.Number;

    /// <summary>From dispatch to the last byte of the answer; above zero, at most <see cref="GeminiOptionsValidator.LongestRequestTimeout"/>.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// For TCP and TLS together; above zero, below <see cref="RequestTimeout"/>. Where it ends first, the answer proves
    /// that nothing was sent; a request timeout proves nothing.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a connection is used before the host's name is looked up again; above zero.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an unused connection is kept; above zero.</summary>
    public TimeSpan ConnectionIdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest body that is read; a longer one is an unreadable answer.</summary>
    public int MaxAnswerBytes { get; init; } = 1024 * 1024;

    /// <summary>Which orders a fresh <c>/v1/orders</c> is taken to know.</summary>
    public WholeLists WholeLists { get; init; } = WholeLists.Spot;

    /// <summary>Whether <c>/v1/orders/history</c> is asked.</summary>
    public bool OrderHistory { get; init; }
}

namespace RiskEngine.Simulator.Book;

/// <summary>
/// A change of an order as it really happened on the book, whatever any caller was told, shown or refused. This is the
/// truth that a client's claims are held against.
/// </summary>
/// <param name="At">When it took effect.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Session">Alias of the key that opened the order; null for one placed by hand.</param>
/// <param name="Change">What happened.</param>
/// <param name="Request">
/// Number of the request that brought it about, also when it takes effect later; null for a script's doing and for an
/// expired heartbeat.
/// </param>
public sealed record OrderEvent(
    DateTimeOffset At,
    ulong OrderId,
    string? Session,
    OrderChange Change,
    long? Request = null
);

using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Log;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator;

/// <summary>
/// The simulated exchange without its sockets: handles requests, and lets a test script and inspect it.
/// </summary>
/// <remarks>
/// It has no clock. Every call that depends on time is given the time, which may not go back, so a virtual-time
/// simulation and the HTTP front run the same rules. Safe for use from any thread; one call at a time gets in.
/// </remarks>
public sealed class World
{
    private readonly Lock _lock = new();
    private readonly Exchange _exchange;

    /// <summary>A new exchange with empty books.</summary>
    /// <exception cref="ArgumentException">The options are faulty; the message lists every fault.</exception>
    public World(SimulatorOptions options)
    {
        if (options.Check() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        _exchange = new Exchange(options);
    }

    /// <summary>Takes a request in.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The URL path.</param>
    /// <param name="headers">The HTTP headers; names in any case.</param>
    /// <param name="now">When it is received.</param>
    /// <returns>The reply, or the time until which the request is on its way, queued or held.</returns>
    public Step Handle(string method, string path, IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        var request = Request.From(method, path, headers);
        return Run(time => _exchange.Receive(request, time), now);
    }

    /// <summary>
    /// Lets time pass: heartbeats expire, accepted cancels take effect. Each request does so as well; a caller that only
    /// looks does it before.
    /// </summary>
    public void Advance(DateTimeOffset now) => Locked(exchange => exchange.Advance(now));

    /// <summary>Every order ever placed, by account and id.</summary>
    public IReadOnlyList<Order> Orders => Locked(exchange => exchange.Orders.ToList());

    /// <summary>Every live order, by account and id.</summary>
    public IReadOnlyList<Order> OpenOrders => Locked(exchange => exchange.OpenOrders.ToList());

    /// <summary>Every request that was received, in order of arrival, up to <see cref="SimulatorOptions.LogLimit"/>.</summary>
    public IReadOnlyList<RequestRecord> Requests => Locked(exchange => exchange.Log.Records);

    /// <summary>
    /// Every change of an order as it happened on the book, whatever any caller was told: when it became live, was filled
    /// or canceled. In order of time, up to <see cref="SimulatorOptions.LogLimit"/>.
    /// </summary>
    public IReadOnlyList<OrderEvent> OrderEvents => Locked(exchange => exchange.Changes.Events);

    /// <summary>How many requests were received, forgotten ones included.</summary>
    public long RequestCount => Locked(exchange => exchange.Log.Count);

    /// <summary>The readings of what is not published; may be changed at any time.</summary>
    public Switches Switches
    {
        get => Locked(exchange => exchange.Switches);
        set => Locked(exchange => exchange.Switches = value);
    }

    /// <summary>The live orders that the credential with this alias opened.</summary>
    public IReadOnlyList<Order> OpenOrdersOf(string alias) => [.. OpenOrders.Where(order => order.Session == alias)];

    /// <summary>An order, live or final; null when there is none with that id.</summary>
    public Order? FindOrder(ulong id) =>
        Locked(exchange =>
            exchange.Registry.Books.Select(book => book.Find(id)).FirstOrDefault(order => order is not null)
        );

    /// <summary>Places an order past all rules.</summary>
    /// <param name="ticket">What to place.</param>
    /// <param name="now">When.</param>
    /// <param name="alias">The session it is recorded with; null for one placed by hand on the web site.</param>
    /// <param name="account">The account's nickname; null for the session's own, or <c>primary</c> when by hand.</param>
    /// <exception cref="ArgumentException">There is no such session or account.</exception>
    public Order Place(OrderTicket ticket, DateTimeOffset now, string? alias = null, string? account = null) =>
        Locked(exchange =>
        {
            if (alias is not null && exchange.Registry.Find(alias) is null)
                throw new ArgumentException($"No session '{alias}'.", nameof(alias));
            var name = account ?? exchange.Registry.Find(alias ?? "")?.Credential.Account ?? Account.Primary;
            var book =
                exchange.Registry.FindBook(name)
                ?? throw new ArgumentException($"No account '{name}'.", nameof(account));
            return book.Place(exchange.Ids.Next(), ticket, alias, new Cause(now));
        });

    /// <summary>Fills part or all of a live order, at the latest time that the world was told.</summary>
    /// <param name="id">The order.</param>
    /// <param name="amount">How much, above zero and at most what is left.</param>
    /// <param name="price">At which price; null for the order's limit.</param>
    /// <exception cref="ArgumentException">There is no such order, or it has less left.</exception>
    /// <exception cref="InvalidOperationException">The order is final.</exception>
    public Order Fill(ulong id, decimal amount, decimal? price = null) =>
        Locked(exchange =>
        {
            var (book, order) = exchange
                .Registry.Books.Select(book => (Book: book, Order: book.Find(id)))
                .FirstOrDefault(found => found.Order is not null);
            return order is null
                ? throw new ArgumentException($"No order {id}.", nameof(id))
                : book.Fill(order, amount, price ?? order.Ticket.Price, new Cause(exchange.Now));
        });

    /// <summary>Replaces the fault plan. Requests in flight keep what they were dealt.</summary>
    public void UseFaults(FaultPlan plan) => Locked(exchange => exchange.UseFaults(plan));

    /// <summary>Adds a credential, or changes one with a known alias: its nonces and orders stay.</summary>
    public void SetCredential(Credential credential) => Locked(exchange => exchange.Registry.Set(credential));

    /// <summary>Revokes a credential: from now on it is unknown. Its orders stay on the book.</summary>
    public void RevokeCredential(string alias) => Locked(exchange => exchange.Registry.Remove(alias));

    /// <summary>Runs one stretch of a request's life, and sees to it that the next one comes through here as well.</summary>
    private Step Run(Func<DateTimeOffset, Step> stretch, DateTimeOffset now) =>
        Locked(exchange =>
        {
            exchange.Advance(now);
            var step = stretch(now);
            return step is Step.Wait wait ? new Step.Wait(wait.Until, later => Run(wait.Next, later)) : step;
        });

    private void Locked(Action<Exchange> action)
    {
        lock (_lock)
            action(_exchange);
    }

    private T Locked<T>(Func<Exchange, T> read)
    {
        lock (_lock)
            return read(_exchange);
    }
}

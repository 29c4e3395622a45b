using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Endpoints;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Log;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator;

/// <summary>
/// The exchange itself: keys, books, faults and what happens by the mere passing of time. Single-threaded, without a
/// clock and without I/O; <see cref="World"/> is its door.
/// </summary>
internal sealed class Exchange
{
    private readonly TimeSpan _heartbeatLimit;
    private readonly Random _faultRandom;
    private FaultDice _dice;

    public Exchange(SimulatorOptions options)
    {
        _heartbeatLimit = options.HeartbeatLimit;
        _faultRandom = new Random(options.Seed);
        _dice = new FaultDice(options.Faults, _faultRandom);
        // A generator of its own: the ids do not change with the fault plan.
        Ids = new OrderIds(new Random(~options.Seed), options.FirstOrderId);
        Changes = new OrderLog(options.LogLimit);
        Registry = new Registry(options, Changes.Add);
        Gate = new Gate(Registry);
        PublicRate = options.PublicRateLimit is { } limit ? new RateMeter(limit) : null;
        Switches = options.Switches;
        Log = new RequestLog(options.LogLimit);
        OnRequest = options.OnRequest;
    }

    public Registry Registry { get; }

    public Gate Gate { get; }

    /// <summary>What everybody together may ask of the public endpoints; null for no limit. All callers have one address.</summary>
    public RateMeter? PublicRate { get; }

    public OrderIds Ids { get; }

    public Switches Switches { get; set; }

    public RequestLog Log { get; }

    /// <summary>What has become of every order, whatever anybody was told.</summary>
    public OrderLog Changes { get; }

    /// <summary>The latest time that it was told.</summary>
    public DateTimeOffset Now { get; private set; }

    public Action<RequestRecord>? OnRequest { get; }

    public IEnumerable<Order> Orders => Registry.Books.SelectMany(book => book.All);

    public IEnumerable<Order> OpenOrders => Registry.Books.SelectMany(book => book.Open);

    public Step Receive(Request request, DateTimeOffset now)
    {
        var alias = Registry.FindSession(request)?.Alias;
        var endpoint = Endpoint.Find(request.Method, request.Path);
        var faults = _dice.Decide(endpoint?.Path ?? request.Path, alias, now);
        var entry = Log.Add(request.Path, alias, faults.Names, now);
        return new Flight(request, endpoint, faults, entry, this).Arrive(now);
    }

    public void UseFaults(FaultPlan plan) => _dice = new FaultDice(plan, _faultRandom);

    /// <summary>What time alone does: accepted cancels take effect, silent sessions lose their orders.</summary>
    public void Advance(DateTimeOffset now)
    {
        Now = now;
        foreach (var session in Registry.Sessions.Where(s => ExpiryOf(s) <= now).OrderBy(ExpiryOf).ToList())
            Expire(session, ExpiryOf(session)!.Value);
        foreach (var book in Registry.Books)
            book.Settle(now);
    }

    private DateTimeOffset? ExpiryOf(Session session) =>
        session.NeedsHeartbeat ? session.LastHeard + _heartbeatLimit : null;

    private void Expire(Session session, DateTimeOffset at)
    {
        session.LastHeard = null;
        foreach (var book in Registry.Books)
        {
            // What was due before has happened before.
            book.Settle(at);
            foreach (var order in book.Open.Where(order => order.Session == session.Alias).ToList())
                book.Cancel(order, new Cause(at));
        }
    }
}

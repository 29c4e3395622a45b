using RiskEngine.Simulator.Book;
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
        Registry = new Registry(options);
        Gate = new Gate(Registry);
        Switches = options.Switches;
        Log = new RequestLog(options.LogLimit);
        OnRequest = options.OnRequest;
    }

    public Registry Registry { get; }

    public Gate Gate { get; }

    public OrderIds Ids { get; }

    public Switches Switches { get; set; }

    public RequestLog Log { get; }

    public Action<RequestRecord>? OnRequest { get; }

    public IEnumerable<Order> Orders => Registry.Books.SelectMany(book => book.All);

    public IEnumerable<Order> OpenOrders => Registry.Books.SelectMany(book => book.Open);

    public Step Receive(Request request, DateTimeOffset now)
    {
        var alias = Registry.FindSession(request)?.Alias;
        var faults = _dice.Decide(request.Path, alias, now);
        var entry = Log.Add(request.Path, alias, faults.Names, now);
        return new Flight(request, faults, entry, this).Arrive(now);
    }

    public void UseFaults(FaultPlan plan) => _dice = new FaultDice(plan, _faultRandom);

    /// <summary>What time alone does: accepted cancels take effect, silent sessions lose their orders.</summary>
    public void Advance(DateTimeOffset now)
    {
        foreach (var book in Registry.Books)
            book.Settle(now);
        foreach (var session in Registry.Sessions.Where(s => s.NeedsHeartbeat && now - s.LastHeard >= _heartbeatLimit))
        {
            session.LastHeard = null;
            foreach (var book in Registry.Books)
            foreach (var order in book.Open.Where(order => order.Session == session.Alias).ToList())
                book.Cancel(order);
        }
    }
}

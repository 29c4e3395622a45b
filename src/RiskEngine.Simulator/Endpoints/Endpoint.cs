using RiskEngine.Simulator.Endpoints.Accounts;
using RiskEngine.Simulator.Endpoints.Public;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>One endpoint.</summary>
/// <param name="Path">The URL path; its last part is a parameter when it stands in braces.</param>
internal abstract record Endpoint(string Path)
{
    /// <summary>
    /// Every endpoint there is. Only a trader may ask after an order; the roles of the other reading ones are a choice: the
    /// pages do not agree.
    /// </summary>
    public static readonly IReadOnlyList<Endpoint> All =
    [
        new Private("/v1/order/cancel/session", Roles.Trader, Scopes.OrdersCreate, CancelSession.Run),
        new Private("/v1/order/cancel/all", Roles.Trader, Scopes.OrdersCreate, CancelAll.Run),
        new Private(CancelOrder.Path, Roles.Trader, Scopes.OrdersCreate, CancelOrder.Run),
        new Private(NewOrder.Path, Roles.Trader, Scopes.OrdersCreate, NewOrder.Run),
        new Private(OrderStatusQuery.Path, Roles.Trader, Scopes.OrdersRead, OrderStatusQuery.Run),
        new Private(OpenOrdersQuery.Path, Roles.Trader | Roles.Auditor, Scopes.OrdersRead, OpenOrdersQuery.Run),
        new Private(OrderHistoryQuery.Path, Roles.Trader | Roles.Auditor, Scopes.OrdersRead, OrderHistoryQuery.Run),
        new Private(PredictionOrders.Path, Roles.Trader, Scopes.OrdersCreate, PredictionOrders.Place),
        new Private(PredictionOrders.CancelPath, Roles.Trader, Scopes.OrdersCreate, PredictionOrders.Cancel),
        new Private("/v1/roles", Roles.None, Scopes.AccountRead, RolesQuery.Run),
        new Private("/v1/heartbeat", Roles.None, null, Heartbeat.Run),
        new Private("/v1/account", Roles.Any, Scopes.AccountRead, AccountQuery.Run),
        new Private("/v1/balances", Roles.Any, Scopes.BalancesRead, BalancesQuery.Run),
        new Private("/v1/notionalbalances/{currency}", Roles.Any, Scopes.BalancesRead, BalancesQuery.RunNotional),
        new Private("/v1/mytrades", Roles.Trader | Roles.Auditor, Scopes.HistoryRead, MyTradesQuery.Run),
        new Private("/v1/tradevolume", Roles.Trader | Roles.Auditor, Scopes.HistoryRead, VolumeQuery.RunTrades),
        new Private("/v1/notionalvolume", Roles.Trader | Roles.Auditor, Scopes.HistoryRead, VolumeQuery.RunNotional),
        new Open("/v1/symbols", SymbolsQuery.Run),
        new Open("/v1/symbols/details/{symbol}", SymbolsQuery.RunDetails),
        new Open("/v1/pubticker/{symbol}", TickerQuery.RunV1),
        new Open("/v2/ticker/{symbol}", TickerQuery.RunV2),
        new Open("/v1/book/{symbol}", DepthQuery.Run),
        new Open("/v1/pricefeed", TickerQuery.RunPriceFeed),
        new Open("/v1/trades/{symbol}", PublicTradesQuery.Run),
    ];

    /// <summary>The endpoint of a request; null when there is none.</summary>
    public static Endpoint? Find(string method, string path) =>
        All.FirstOrDefault(endpoint => endpoint.Method == method && endpoint.ParameterOf(path) is not null);

    /// <summary>The HTTP method.</summary>
    public abstract string Method { get; }

    /// <summary>The fixed part of the path.</summary>
    public string Stem => Path.Split("/{")[0];

    /// <summary>The names that a fault plan may call it by: <c>/v1/order/new</c>, <c>order/new</c>, <c>new</c>.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var bare = Stem[(Stem.IndexOf('/', 1) + 1)..];
            return [Stem, bare, bare.Replace("order/", "", StringComparison.Ordinal)];
        }
    }

    /// <summary>What a path names, empty where the endpoint has no parameter; null when the path is another endpoint's.</summary>
    public string? ParameterOf(string path)
    {
        if (Stem == Path)
            return path == Path ? "" : null;
        var isOurs = path.StartsWith(Stem + "/", StringComparison.Ordinal);
        return isOurs && path[(Stem.Length + 1)..] is { Length: > 0 } name && !name.Contains('/') ? name : null;
    }

    /// <summary>One that wants a signed POST.</summary>
    /// <param name="Path">The URL path, which the payload's <c>request</c> repeats.</param>
    /// <param name="Roles">Roles of which a key needs one; none for any key.</param>
    /// <param name="Scope">The scope that an OAuth token needs; null for none.</param>
    /// <param name="Run">What it does once the gate has admitted a request.</param>
    public sealed record Private(string Path, Roles Roles, string? Scope, Func<Call, Answer> Run) : Endpoint(Path)
    {
        public override string Method => "POST";
    }

    /// <summary>One that anybody may GET.</summary>
    /// <param name="Path">The URL path.</param>
    /// <param name="Run">What it answers.</param>
    public sealed record Open(string Path, Func<PublicCall, Answer> Run) : Endpoint(Path)
    {
        public override string Method => "GET";
    }
}

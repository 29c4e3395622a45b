namespace RiskEngine.Core.Tests.Simulation;

/// <summary>A tiny exchange: one session's orders, a stranger's order, one key's nonces. Nothing here fails; the wire does.</summary>
internal sealed class ModelExchange(WorldPlan plan, Random random)
{
    internal const string Prefix = "mm-";

    private static readonly OrderId Strangers = new(1);

    private readonly Dictionary<OrderId, ModelOrder> _book = new() { [Strangers] = new(false, TimeSpan.Zero, false) };
    private readonly Dictionary<OrderId, TimeSpan> _leaving = [];
    private readonly Dictionary<AttemptId, TimeSpan> _executed = [];
    private decimal? _highestNonce;
    private ulong _lastOrder = 1;

    private bool IsVerified => plan.Limits.Verification != VerificationMode.None;

    internal bool HasExecuted(AttemptId attempt) => _executed.ContainsKey(attempt);

    internal TimeSpan ExecutedAt(AttemptId attempt) => _executed[attempt];

    internal bool HasStrangersOrder => _book.ContainsKey(Strangers);

    internal IEnumerable<OrderId> OursPlacedBefore(TimeSpan time) =>
        _book.Where(order => order.Value.IsOurs && order.Value.PlacedAt < time).Select(order => order.Key);

    internal void PlaceOurs(TimeSpan now) =>
        _book[new OrderId(++_lastOrder)] = new ModelOrder(true, now, IsSticky: random.NextDouble() < plan.Fault);

    internal ExchangeAnswer Take(OutboundRequest request, TimeSpan now)
    {
        var serverTime = TimeAt(now);
        var second = DateTimeOffset.FromUnixTimeSeconds(serverTime.ToUnixTimeSeconds());
        foreach (var (order, _) in _leaving.Where(order => order.Value <= now).ToArray())
            if (_leaving.Remove(order))
                _book.Remove(order);
        if (plan.RefusesKey)
            return Says.Refused(RefusedReason.Credentials);
        if (Refuse(request.Nonce, serverTime) is { } refusal)
            return new ExchangeAnswer.NonceRefused(refusal, Says.Words)
            {
                ServerTime = second,
                ComparedWith = refusal == NonceRefusal.OutsideWindow ? second : null,
            };
        _executed.Add(request.Attempt, now);
        return Execute(request.Request, now) with { ServerTime = second };
    }

    private DateTimeOffset TimeAt(TimeSpan now) => Given.Noon + plan.Skew + now;

    private NonceRefusal? Refuse(Nonce nonce, DateTimeOffset serverTime)
    {
        if (plan.IsTimeBased)
            return Math.Abs(nonce.Value - serverTime.ToUnixTimeSeconds()) > 30 ? NonceRefusal.OutsideWindow : null;
        var unit = plan.NonceMode.NanosecondsPerStep / 100;
        _highestNonce ??= (Given.Noon + plan.Skew + plan.SeenAhead - DateTimeOffset.UnixEpoch).Ticks / unit;
        if (nonce.Value <= _highestNonce)
            return NonceRefusal.NotIncreased;
        _highestNonce = nonce.Value;
        return null;
    }

    private ExchangeAnswer Execute(ExchangeRequest request, TimeSpan now) =>
        request switch
        {
            ExchangeRequest.CancelSessionOrders => CancelSession(now),
            ExchangeRequest.ReadOpenOrders => new ExchangeAnswer.OpenOrdersRead(
                _book.Select(order => new OpenOrder(order.Key, NameOf(order.Value))).ToValueList()
            ),
            ExchangeRequest.CancelOrder cancel => CancelOne(cancel.Order),
            ExchangeRequest.ReadRoles => Says.Roles(isTrader: true),
            ExchangeRequest.SendHeartbeat => new ExchangeAnswer.HeartbeatAccepted(),
            _ => PlaceOne(now),
        };

    private static ClientOrderId? NameOf(ModelOrder order) =>
        order.IsOurs ? new ClientOrderId($"{Prefix}{order.PlacedAt.Ticks}") : null;

    private ExchangeAnswer.CancelAccepted CancelSession(TimeSpan now)
    {
        var ours = _book.Where(order => order.Value.IsOurs).ToArray();
        foreach (var (id, order) in ours.Where(order => !order.Value.IsSticky))
            // "Canceled" may mean "soon off the book"; without verification there is no telling, so there it is at once.
            if (IsVerified && random.NextDouble() < plan.Fault)
                _leaving.TryAdd(id, now + Given.Ms(random.Next(500)));
            else
                _book.Remove(id);
        return new ExchangeAnswer.CancelAccepted(
            ours.Where(order => !order.Value.IsSticky).Select(order => order.Key).ToValueList(),
            ours.Where(order => order.Value.IsSticky).Select(order => order.Key).ToValueList()
        );
    }

    private ExchangeAnswer CancelOne(OrderId id)
    {
        if (!_book.TryGetValue(id, out var order))
            return Says.Refused(RefusedReason.OrderNotFound);
        if (!order.IsSticky)
            _book.Remove(id);
        return order.IsSticky ? Says.StillLive(id.Value) : Says.Gone(id.Value);
    }

    private ExchangeAnswer.PrivateAccepted PlaceOne(TimeSpan now)
    {
        PlaceOurs(now);
        return new ExchangeAnswer.PrivateAccepted("{}", [new OrderReport(new OrderId(_lastOrder), OrderStanding.Live)]);
    }

    private sealed record ModelOrder(bool IsOurs, TimeSpan PlacedAt, bool IsSticky);
}

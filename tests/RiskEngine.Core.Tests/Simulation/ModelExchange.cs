namespace RiskEngine.Core.Tests.Simulation;

/// <summary>A tiny exchange: one session's orders, a stranger's order, one key's nonces, and what real venues do wrong.</summary>
internal sealed class ModelExchange(WorldPlan plan, Random random)
{
    internal const string Prefix = "mm-";

    private static readonly OrderId Strangers = new(1);

    private readonly Dictionary<OrderId, ModelOrder> _orders = new() { [Strangers] = new(false, TimeSpan.Zero, false) };
    private readonly Dictionary<AttemptId, TimeSpan> _executed = [];
    private decimal? _highestNonce;
    private ulong _lastOrder = 1;

    private bool IsVerified => plan.Limits.Verification != VerificationMode.None;

    internal bool HasExecuted(AttemptId attempt) => _executed.ContainsKey(attempt);

    internal TimeSpan ExecutedAt(AttemptId attempt) => _executed[attempt];

    internal bool HasStrangersOrder => _orders[Strangers].IsOpenAt(TimeSpan.MaxValue);

    internal bool IsHidden(OrderId order) => _orders[order].IsHidden;

    internal bool IsOpen(OrderId order, TimeSpan now) => _orders[order].IsOpenAt(now);

    /// <summary>Whether no cancel takes it.</summary>
    internal bool IsSticky(OrderId order) => _orders[order].IsSticky;

    internal IEnumerable<OrderId> OursPlacedBefore(TimeSpan time) =>
        _orders
            .Where(order => order.Value.IsOurs && order.Value.PlacedAt < time && order.Value.IsOpenAt(time))
            .Select(order => order.Key);

    internal void PlaceOurs(TimeSpan now, string? name = null, bool isHidden = false)
    {
        var order = new ModelOrder(true, now, IsSticky: random.NextDouble() < plan.Fault)
        {
            Name = name ?? $"{Prefix}{now.Ticks}",
            IsHidden = isHidden,
        };
        if (plan.Venue is { } venue && random.NextDouble() < venue.Fills)
            order.FilledAt = now + Given.Ms(random.Next(1_000));
        _orders[new OrderId(++_lastOrder)] = order;
    }

    /// <summary>Another session's key has canceled the account.</summary>
    internal void CancelOurs(TimeSpan now) => CancelSession(now);

    internal ExchangeAnswer Take(OutboundRequest request, TimeSpan now)
    {
        var serverTime = TimeAt(now);
        var second = DateTimeOffset.FromUnixTimeSeconds(serverTime.ToUnixTimeSeconds());
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
            return Math.Abs(SecondsOf(nonce) - serverTime.ToUnixTimeSeconds()) > 30 ? NonceRefusal.OutsideWindow : null;
        var unit = plan.NonceMode.NanosecondsPerStep / 100;
        _highestNonce ??= (Given.Noon + plan.Skew + plan.SeenAhead - DateTimeOffset.UnixEpoch).Ticks / unit;
        if (nonce.Value <= _highestNonce)
            return NonceRefusal.NotIncreased;
        _highestNonce = nonce.Value;
        return null;
    }

    private decimal SecondsOf(Nonce nonce) =>
        plan.NonceMode is NonceMode.TimeBased { Unit: TimeNonceUnit.Milliseconds } ? nonce.Value / 1000 : nonce.Value;

    private ExchangeAnswer Execute(ExchangeRequest request, TimeSpan now) =>
        request switch
        {
            // Of other sessions on the account this one knows nothing.
            ExchangeRequest.CancelSessionOrders or ExchangeRequest.CancelAccountOrders => CancelSession(now),
            ExchangeRequest.ReadOpenOrders => List(now),
            ExchangeRequest.CancelOrder cancel => CancelOne(cancel.Order, now),
            ExchangeRequest.ReadOrderStatus question => Find(question.Order, now) is { } order
                ? new ExchangeAnswer.OrderStatusRead(new OrderReport(question.Order, order.StandingAt(now)))
                : Says.NotFound(),
            ExchangeRequest.ReadOrdersByName question => ByName(question.Name, now),
            ExchangeRequest.ReadRoles => Says.Roles(isTrader: true),
            ExchangeRequest.ReadAccount => Says.Account(),
            ExchangeRequest.SendHeartbeat => new ExchangeAnswer.HeartbeatAccepted(),
            ExchangeRequest.SendPrivate order => PlaceOne(order, now),
            _ => throw new ShouldAssertException($"Nobody expected {request}."),
        };

    /// <summary>The list of one replica: each look may meet another one.</summary>
    private ExchangeAnswer.OpenOrdersRead List(TimeSpan now)
    {
        var lag = plan.Venue is { } venue
            ? Given.Ms(random.Next((int)venue.ListLag.TotalMilliseconds + 1))
            : TimeSpan.Zero;
        var at = now - lag;
        return new ExchangeAnswer.OpenOrdersRead(
            _orders
                .Where(order => order.Value.PlacedAt <= at && order.Value.IsOpenAt(at) && !order.Value.IsHidden)
                .Select(order => new OpenOrder(order.Key, NameOf(order.Value)))
                .ToValueList()
        )
        {
            Closed = _orders
                .Where(order => !order.Value.IsHidden && at - order.Value.EndedBy(at) < plan.Venue?.ShowsClosedFor)
                .Select(order => new OrderReport(order.Key, order.Value.StandingAt(at)))
                .ToValueList(),
        };
    }

    private static ClientOrderId? NameOf(ModelOrder order) => order.Name is { } name ? new ClientOrderId(name) : null;

    /// <summary>What the part of the exchange knows that is asked about single orders; null: not such an order.</summary>
    private ModelOrder? Find(OrderId id, TimeSpan now) =>
        _orders.TryGetValue(id, out var order) && IsSeenAlone(order, now) ? order : null;

    private bool IsSeenAlone(ModelOrder order, TimeSpan now) =>
        !order.IsHidden
        && order.PlacedAt <= now - (plan.Venue?.SingleMissesYounger ?? TimeSpan.Zero)
        && !(now - order.EndedBy(now) >= plan.Venue?.ForgetsAfter);

    private ExchangeAnswer.OrdersByNameRead ByName(ClientOrderId name, TimeSpan now) =>
        new(
            _orders
                .Where(order => order.Value.Name == name.Value && IsSeenAlone(order.Value, now))
                .Select(order => new OrderReport(order.Key, order.Value.StandingAt(now))
                {
                    ClientId = name,
                    Terms = new OrderTerms { PlacedAt = TimeAt(order.Value.PlacedAt) },
                })
                .ToValueList()
        );

    private ExchangeAnswer.CancelAccepted CancelSession(TimeSpan now)
    {
        var seenUpTo = now - (plan.Venue?.MissesYounger ?? TimeSpan.Zero);
        var ours = _orders
            .Where(order => order.Value.IsOurs && order.Value.IsOpenAt(now) && order.Value.PlacedAt <= seenUpTo)
            .Where(order => !(order.Value.IsHidden && plan.LeavesHiddenKind))
            .ToArray();
        foreach (var (_, order) in ours.Where(order => !order.Value.IsSticky))
            // "Canceled" may mean "soon off the book"; without verification there is no telling, so there it is at once.
            order.CanceledAt ??=
                IsVerified && plan.Settles && random.NextDouble() < plan.Fault ? now + Given.Ms(random.Next(500)) : now;
        if (plan.Venue is { LosesLists: > 0 } venue && random.NextDouble() < venue.LosesLists)
            return new ExchangeAnswer.CancelAccepted([], []) { Listing = CancelListing.Incomplete };
        return new ExchangeAnswer.CancelAccepted(
            ours.Where(order => !order.Value.IsSticky).Select(order => order.Key).ToValueList(),
            ours.Where(order => order.Value.IsSticky)
                .Concat(FilledLately(now))
                .Select(order => order.Key)
                .Order()
                .ToValueList()
        );
    }

    private IEnumerable<KeyValuePair<OrderId, ModelOrder>> FilledLately(TimeSpan now) =>
        plan.Venue is { RejectsFilled: true }
            ? _orders.Where(order =>
                order.Value.IsOurs
                && order.Value.StandingAt(now) == OrderStanding.Filled
                && now - order.Value.FilledAt < Given.Sec(1)
            )
            : [];

    private ExchangeAnswer CancelOne(OrderId id, TimeSpan now)
    {
        if (Find(id, now) is not { } order)
            return Says.NotFound();
        if (!order.IsSticky && order.IsOpenAt(now))
            order.CanceledAt = now;
        return new ExchangeAnswer.OrderCancelAccepted(new OrderReport(id, order.StandingAt(now)));
    }

    private ExchangeAnswer.PrivateAccepted PlaceOne(ExchangeRequest.SendPrivate request, TimeSpan now)
    {
        PlaceOurs(
            now,
            Given.KnowsNames.NameOf(request)?.Value,
            plan.HasHiddenKind && !plan.Limits.Capabilities.ListsKnow(request.Endpoint)
        );
        return new ExchangeAnswer.PrivateAccepted("{}", [new OrderReport(new OrderId(_lastOrder), OrderStanding.Live)]);
    }

    private sealed class ModelOrder(bool isOurs, TimeSpan placedAt, bool IsSticky)
    {
        internal bool IsOurs => isOurs;

        internal TimeSpan PlacedAt => placedAt;

        internal string? Name { get; init; }

        internal bool IsHidden { get; init; }

        /// <summary>No cancel takes it.</summary>
        internal bool IsSticky { get; } = IsSticky;

        internal TimeSpan? CanceledAt { get; set; }

        internal TimeSpan? FilledAt { get; set; }

        internal bool IsOpenAt(TimeSpan time) => !(CanceledAt <= time) && !(FilledAt <= time);

        /// <summary>When it ended; null: it is open then.</summary>
        internal TimeSpan? EndedBy(TimeSpan time) =>
            IsOpenAt(time) ? null
            : CanceledAt <= time && !(FilledAt < CanceledAt) ? CanceledAt
            : FilledAt;

        internal OrderStanding StandingAt(TimeSpan time) =>
            IsOpenAt(time) ? OrderStanding.Live
            : FilledAt <= time && !(CanceledAt < FilledAt) ? OrderStanding.Filled
            : OrderStanding.Canceled;
    }
}

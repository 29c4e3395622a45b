namespace RiskEngine.Core.Tests;

/// <summary>What the exchange, or the way to it, may say.</summary>
internal static class Says
{
    internal static readonly ExchangeReason Words = new("SomeCode", "some words");

    internal static ExchangeAnswer Accepted(params ulong[] canceled) =>
        new ExchangeAnswer.CancelAccepted(Given.Ids(canceled), []);

    internal static ExchangeAnswer AcceptedWithRejects(ulong[] canceled, ulong[] rejects) =>
        new ExchangeAnswer.CancelAccepted(Given.Ids(canceled), Given.Ids(rejects));

    /// <summary>A cancel that was taken, and whose answer has no lists.</summary>
    internal static ExchangeAnswer AcceptedWithoutLists() =>
        new ExchangeAnswer.CancelAccepted([], []) { Listing = CancelListing.Incomplete };

    internal static ExchangeAnswer OpenOrders(params ulong[] open) =>
        new ExchangeAnswer.OpenOrdersRead(open.Select(id => new OpenOrder(new OrderId(id), null)).ToValueList());

    internal static ExchangeAnswer NamedOrders(params (ulong Id, string Name)[] open) =>
        new ExchangeAnswer.OpenOrdersRead(
            open.Select(order => new OpenOrder(new OrderId(order.Id), new ClientOrderId(order.Name))).ToValueList()
        );

    internal static ExchangeAnswer Gone(ulong order) =>
        new ExchangeAnswer.OrderCancelAccepted(new OrderReport(new OrderId(order), OrderStanding.Canceled));

    internal static ExchangeAnswer StillLive(ulong order) =>
        new ExchangeAnswer.OrderCancelAccepted(new OrderReport(new OrderId(order), OrderStanding.Live));

    internal static ExchangeAnswer Gone(OrderId order) =>
        new ExchangeAnswer.OrderCancelAccepted(new OrderReport(order, OrderStanding.Canceled));

    internal static ExchangeAnswer Filled(ulong order) =>
        new ExchangeAnswer.OrderCancelAccepted(new OrderReport(new OrderId(order), OrderStanding.Filled));

    internal static ExchangeAnswer NotFound() => Refused(RefusedReason.OrderNotFound);

    internal static ExchangeAnswer Standing(ulong order, OrderStanding standing) =>
        new ExchangeAnswer.OrderStatusRead(new OrderReport(new OrderId(order), standing));

    /// <summary>The order of this name.</summary>
    internal static ExchangeAnswer Named(string name, ulong order, OrderStanding standing, DateTimeOffset? placedAt) =>
        new ExchangeAnswer.OrdersByNameRead([
            new OrderReport(new OrderId(order), standing)
            {
                ClientId = new ClientOrderId(name),
                Terms = new OrderTerms { PlacedAt = placedAt },
            },
        ]);

    /// <summary>No order has the name.</summary>
    internal static ExchangeAnswer NoneNamed() => new ExchangeAnswer.OrdersByNameRead([]);

    /// <summary>The order history calls these filled.</summary>
    internal static ExchangeAnswer History(params ulong[] filled) =>
        new ExchangeAnswer.OrderHistoryRead(
            filled.Select(order => new OrderReport(new OrderId(order), OrderStanding.Filled)).ToValueList()
        );

    internal static ExchangeAnswer Opened(ulong order) =>
        new ExchangeAnswer.PrivateAccepted(
            """{"is_live":true}""",
            [new OrderReport(new OrderId(order), OrderStanding.Live)]
        );

    internal static ExchangeAnswer Closed(ulong order) =>
        new ExchangeAnswer.PrivateAccepted("""{"is_live":false}""", [])
        {
            Reported = [new OrderReport(new OrderId(order), OrderStanding.Closed)],
        };

    internal static ExchangeAnswer Roles(bool isTrader) =>
        new ExchangeAnswer.RolesRead(
            isTrader ? KeyPermissions.Trade | KeyPermissions.OrderStatus : KeyPermissions.Audit
        );

    internal static ExchangeAnswer Account(string identity = "memo:SIM") =>
        new ExchangeAnswer.AccountRead(new AccountIdentity.Known(identity));

    internal static ExchangeAnswer Beaten() => new ExchangeAnswer.HeartbeatAccepted();

    internal static ExchangeAnswer Done() => new ExchangeAnswer.PrivateAccepted("{}", []);

    internal static ExchangeAnswer NonceTooLow() =>
        new ExchangeAnswer.NonceRefused(NonceRefusal.NotIncreased, new ExchangeReason("InvalidNonce", "too low"));

    internal static ExchangeAnswer NonceOutsideWindow(DateTimeOffset serverTime) =>
        new ExchangeAnswer.NonceRefused(NonceRefusal.OutsideWindow, new ExchangeReason("InvalidNonce", "window"))
        {
            ComparedWith = serverTime,
        };

    internal static ExchangeAnswer TooMany(TimeSpan? retryAfter = null) =>
        new ExchangeAnswer.RateLimited(retryAfter, new ExchangeReason("RateLimit", "slow down"));

    internal static ExchangeAnswer Refused(RefusedReason reason = RefusedReason.Account) =>
        new ExchangeAnswer.Refused(reason, Words);

    internal static ExchangeAnswer RefusedAs(string code) =>
        new ExchangeAnswer.Refused(RefusedReason.Other, new ExchangeReason(code, "new to us"));

    internal static readonly ExchangeReason PageText = new("", "HTTP 403: <html>Just a moment...</html>");

    internal static ExchangeAnswer Page(Pause? pause = null) =>
        new ExchangeAnswer.Unknown(UnknownReason.NotTheExchange, PageText) { Pause = pause };

    internal static ExchangeAnswer NotSent() => new ExchangeAnswer.NotSent(new ExchangeReason("", "no route"));

    internal static ExchangeAnswer Unknown(UnknownReason reason = UnknownReason.ConnectionLost) =>
        new ExchangeAnswer.Unknown(reason, ExchangeReason.None);
}

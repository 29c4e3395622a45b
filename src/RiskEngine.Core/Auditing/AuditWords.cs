namespace RiskEngine.Core;

/// <summary>How requests, answers and outcomes read in the trail.</summary>
internal static class AuditWords
{
    /// <summary>What a record was done to: each scope once, in the order in which the record names them.</summary>
    internal static IEnumerable<string> Scopes(KillSwitchRecord record) =>
        record switch
        {
            KillSwitchRecord.Engage engage => [$"{engage.Engagement.Scope}"],
            KillSwitchRecord.Reset reset => reset.Cleared.Select(x => $"{x.Scope}").Distinct(),
            KillSwitchRecord.Unknown => [$"{KillSwitchScope.Everything.Instance}"],
            _ => throw ClosedUnion.Unhandled(record),
        };

    internal static CanonicalJson Answer(CanonicalJson json, ExchangeAnswer answer)
    {
        json.Add("result", answer.Name());
        return answer switch
        {
            ExchangeAnswer.CancelAccepted x => Ids(Ids(json, "rejects", x.Rejects), "canceled", x.Canceled),
            ExchangeAnswer.OpenOrdersRead x => json.AddWords("open", x.Orders, order => $"{order.Id}"),
            ExchangeAnswer.OrderCancelAccepted x => Reports(json, "orders", [x.Order]),
            ExchangeAnswer.OrderStatusRead x => Reports(json, "orders", [x.Order]),
            ExchangeAnswer.OrdersByNameRead x => Reports(json, "orders", x.Orders),
            ExchangeAnswer.OrderHistoryRead x => Reports(json, "orders", x.Orders),
            ExchangeAnswer.PrivateAccepted x => Reports(Reports(json, "opened", x.Placed), "orders", x.Reported),
            ExchangeAnswer.RolesRead or ExchangeAnswer.AccountRead or ExchangeAnswer.HeartbeatAccepted => json,
            ExchangeAnswer.NonceRefused x => Said(json.Add("why", x.Kind.Name()), x.Said),
            ExchangeAnswer.RateLimited x => Said(json, x.Said),
            ExchangeAnswer.Refused x => Said(json.Add("why", x.Reason.Name()), x.Said),
            ExchangeAnswer.NotSent x => Said(json, x.Said),
            ExchangeAnswer.Unknown x => Said(json.Add("why", x.Reason.Name()), x.Said),
            _ => throw ClosedUnion.Unhandled(answer),
        };
    }

    internal static CanonicalJson Outcome(CanonicalJson json, SessionCancelOutcome outcome)
    {
        json.Add("result", outcome.Name()).Add("requests", outcome.Effort.Attempts.Total);
        SomeIds(json, "unaccounted", outcome.Unaccounted);
        json = outcome switch
        {
            SessionCanceled x => Ids(json, "canceled", x.Canceled).Add("why", x.Proof.Name()),
            SessionCancelPartial x => Ids(Ids(Ids(json, "open", x.Open), "rejects", x.Rejects), "canceled", x.Canceled),
            SessionCancelDenied x => json.Add("why", x.Reason.Name()),
            SessionCancelRejected x => Said(json.Add("why", x.Reason.Name()), x.Said),
            SessionCancelUnconfirmed x => Ids(Said(json.Add("why", x.Reason.Name()), x.Said), "canceled", x.Canceled)
                .Add("until", x.OrderMayLandUntil),
            _ => throw ClosedUnion.Unhandled(outcome),
        };
        return SomeIds(SomeIds(json, "filled", outcome.Filled), "gone", outcome.Gone);
    }

    internal static CanonicalJson Switch(CanonicalJson json, object told) =>
        told switch
        {
            KillSwitchEngaged x => json.Add("engagement", $"{x.Engagement.Id}").Add("durability", x.Durability.Name()),
            KillSwitchCompleted x => json.Add("engagement", $"{x.Engagement.Id}").Add("proven", x.Applied.Total),
            KillSwitchIncomplete x => json.Add("engagement", $"{x.Engagement.Id}")
                .Add("proven", x.Proven.Total)
                .AddWords("missing", x.Missing, missing => $"{missing.Session}:{missing.Reason.Name()}"),
            KillSwitchMatchesNothing x => json.Add("engagement", $"{x.Engagement.Id}")
                .Add("why", x.Near.Count == 0 ? null : $"near: {string.Join(' ', x.Near)}"),
            KillSwitchEngageDenied x => json.Add("why", x.Reason.Name()),
            KillSwitchResetDenied x => json.Add("why", x.Reason.Name()),
            // What was reset, and by whom, is in the row of the reset itself.
            KillSwitchReset or KillSwitchResetApproved => json,
            KillSwitchResetInDoubt x => json.Add("engagement", string.Join(' ', x.Engagements)).Add("why", x.Detail),
            _ => throw ClosedUnion.Unhandled(told),
        };

    /// <summary>Ids are above 2^53, so they are text; one text, so that a row stays flat.</summary>
    private static CanonicalJson Ids(CanonicalJson json, string key, ValueList<OrderId> orders) =>
        json.AddWords(key, orders, order => order.Value);

    /// <summary>A list that is empty nearly always is left out.</summary>
    private static CanonicalJson SomeIds(CanonicalJson json, string key, ValueList<OrderId> orders) =>
        orders.Total == 0 ? json : Ids(json, key, orders);

    private static CanonicalJson Reports(CanonicalJson json, string key, ValueList<OrderReport> orders) =>
        orders.Count == 0 ? json : json.AddWords(key, orders, order => $"{order.Id}:{order.Standing.Name()}");

    /// <summary>How many items the lists of an answer have.</summary>
    internal static int ItemsOf(ExchangeAnswer answer) =>
        answer switch
        {
            ExchangeAnswer.CancelAccepted x => x.Canceled.Count + x.Rejects.Count,
            ExchangeAnswer.OpenOrdersRead x => x.Orders.Count,
            ExchangeAnswer.OrdersByNameRead x => x.Orders.Count,
            ExchangeAnswer.OrderHistoryRead x => x.Orders.Count,
            ExchangeAnswer.PrivateAccepted x => x.Placed.Count + x.Reported.Count,
            ExchangeAnswer.OrderCancelAccepted
            or ExchangeAnswer.OrderStatusRead
            or ExchangeAnswer.RolesRead
            or ExchangeAnswer.AccountRead
            or ExchangeAnswer.HeartbeatAccepted
            or ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown => 0,
            _ => throw ClosedUnion.Unhandled(answer),
        };

    private static CanonicalJson Said(CanonicalJson json, ExchangeReason said) =>
        said == ExchangeReason.None ? json : json.Add("said", $"{said}");
}

namespace RiskEngine.Core;

/// <summary>How requests, answers and outcomes read in the trail.</summary>
internal static class AuditWords
{
    /// <summary>What a record was done to: each scope once, in the order in which the record names them.</summary>
    internal static string Scopes(KillSwitchRecord record) =>
        record switch
        {
            KillSwitchRecord.Engage engage => $"{engage.Engagement.Scope}",
            KillSwitchRecord.Reset reset => string.Join(' ', reset.Cleared.Select(x => x.Scope).Distinct()),
            KillSwitchRecord.Unknown => $"{KillSwitchScope.Everything.Instance}",
            _ => throw ClosedUnion.Unhandled(record),
        };

    internal static CanonicalJson Answer(CanonicalJson json, ExchangeAnswer answer)
    {
        json.Add("result", answer.Name());
        return answer switch
        {
            ExchangeAnswer.CancelAccepted x => json.Add("canceled", Ids(x.Canceled)).Add("rejects", Ids(x.Rejects)),
            ExchangeAnswer.OpenOrdersRead x => json.Add("open", Ids(x.Orders.Select(order => order.Id))),
            ExchangeAnswer.OrderCancelAccepted x => json.Add("orders", Reports([x.Order])),
            ExchangeAnswer.OrderStatusRead x => json.Add("orders", Reports([x.Order])),
            ExchangeAnswer.OrdersByNameRead x => json.Add("orders", Reports(x.Orders)),
            ExchangeAnswer.OrderHistoryRead x => json.Add("orders", Reports(x.Orders)),
            ExchangeAnswer.PrivateAccepted x => json.Add("opened", Reports(x.Placed))
                .Add("orders", Reports(x.Reported)),
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
        json.Add("result", outcome.Name())
            .Add("requests", outcome.Effort.Attempts.Total)
            .Add("filled", SomeIds(outcome.Filled))
            .Add("gone", SomeIds(outcome.Gone))
            .Add("unaccounted", SomeIds(outcome.Unaccounted));
        return outcome switch
        {
            SessionCanceled x => json.Add("canceled", Ids(x.Canceled)).Add("why", x.Proof.Name()),
            SessionCancelPartial x => json.Add("canceled", Ids(x.Canceled))
                .Add("rejects", Ids(x.Rejects))
                .Add("open", Ids(x.Open)),
            SessionCancelDenied x => json.Add("why", x.Reason.Name()),
            SessionCancelRejected x => Said(json.Add("why", x.Reason.Name()), x.Said),
            SessionCancelUnconfirmed x => Said(json.Add("why", x.Reason.Name()), x.Said)
                .Add("canceled", Ids(x.Canceled))
                .Add("until", x.OrderMayLandUntil),
            _ => throw ClosedUnion.Unhandled(outcome),
        };
    }

    internal static CanonicalJson Switch(CanonicalJson json, object told) =>
        told switch
        {
            KillSwitchEngaged x => json.Add("engagement", $"{x.Engagement.Id}").Add("durability", x.Durability.Name()),
            KillSwitchCompleted x => json.Add("engagement", $"{x.Engagement.Id}").Add("proven", x.Applied.Total),
            KillSwitchIncomplete x => json.Add("engagement", $"{x.Engagement.Id}")
                .Add("proven", x.Proven.Total)
                .Add(
                    "missing",
                    string.Join(' ', x.Missing.Select(missing => $"{missing.Session}:{missing.Reason.Name()}"))
                ),
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
    private static string Ids(IEnumerable<OrderId> orders) => string.Join(' ', orders);

    /// <summary>A list that is empty nearly always is left out.</summary>
    private static string? SomeIds(ValueList<OrderId> orders) => orders.Count == 0 ? null : Ids(orders);

    private static string? Reports(ValueList<OrderReport> orders) =>
        orders.Count == 0 ? null : string.Join(' ', orders.Select(order => $"{order.Id}:{order.Standing.Name()}"));

    private static CanonicalJson Said(CanonicalJson json, ExchangeReason said) =>
        said == ExchangeReason.None ? json : json.Add("said", $"{said}");
}

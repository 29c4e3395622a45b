namespace RiskEngine.Core;

/// <summary>Says beside an outcome what is known of the orders in it that may be live.</summary>
internal static class OutcomeDetails
{
    internal static SessionCancelOutcome Of(GuardianState state, SessionCancelOutcome outcome)
    {
        var (open, rejects) = (outcome.ListOf(OutcomeList.Open), outcome.ListOf(OutcomeList.Rejects));
        // As nearly always.
        if (open.Count + rejects.Count + outcome.Unaccounted.Count + outcome.Others.Count == 0)
            return outcome;
        var named = open.Concat(outcome.Unaccounted).Concat(rejects).Concat(outcome.Others).Distinct();
        return outcome with { Details = named.Select(id => Find(state, id)).OfType<OrderDetail>().ToValueList() };
    }

    /// <summary>Null: nothing is known of it beside its number.</summary>
    private static OrderDetail? Find(GuardianState state, OrderId id)
    {
        var order = state.Ledger.Open.GetValueOrDefault(id) ?? state.Ledger.Closed.GetValueOrDefault(id)?.Was;
        var terms = order?.Terms ?? state.Reconciliation.Strangers.GetValueOrDefault(id) ?? OrderTerms.None;
        return order?.Strategy is null && terms == OrderTerms.None ? null : new OrderDetail(id, order?.Strategy, terms);
    }
}

namespace RiskEngine.Core;

/// <summary>The latest outcomes that name more orders than a message holds, whole: their pages are read from here.</summary>
/// <remarks>A value, like all that a state holds.</remarks>
internal sealed class CutOutcomes
{
    internal static readonly CutOutcomes None = new([]);

    private readonly ValueList<SessionCancelOutcome> _outcomes;

    private CutOutcomes(ValueList<SessionCancelOutcome> outcomes) => _outcomes = outcomes;

    /// <summary>How many orders they name together.</summary>
    internal int Orders => _outcomes.Sum(OrdersOf);

    /// <summary>The outcome of this command; null: it is not kept, or was whole in its message.</summary>
    internal SessionCancelOutcome? To(CommandId command) => _outcomes.LastOrDefault(x => x.Command == command);

    /// <summary>With one more, and without the oldest that are too many.</summary>
    /// <param name="outcome">The whole outcome.</param>
    /// <param name="limit">How many orders all of them may name; the latest stays when it alone names more.</param>
    internal CutOutcomes Keep(SessionCancelOutcome outcome, int limit)
    {
        var kept = _outcomes.Append(outcome).ToList();
        var orders = kept.Sum(OrdersOf);
        while (kept.Count > 1 && orders > limit)
        {
            orders -= OrdersOf(kept[0]);
            kept.RemoveAt(0);
        }

        return new CutOutcomes(kept.ToValueList());
    }

    internal static int OrdersOf(SessionCancelOutcome outcome) =>
        OutcomeLists.All.Sum(list => outcome.ListOf(list).Count);
}

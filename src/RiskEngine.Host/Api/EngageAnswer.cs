namespace RiskEngine.Host.Api;

/// <summary>What an engagement came to.</summary>
/// <param name="CommandId">The command that is answered.</param>
/// <param name="Outcome">
/// <c>completed</c>: every session in the scope is proven; <c>incomplete</c>: the engagement holds, and for the sessions that say so
/// nothing is proven; <c>matchesNothing</c>: the engagement holds, and nothing that is known now goes by
/// the name; <c>denied</c>: nothing was stopped; <c>unconfirmed</c>: the engine did not say.
/// </param>
/// <param name="Reason">Why it was denied.</param>
/// <param name="Engagement">What is engaged; null: nothing is.</param>
/// <param name="Durability">What the engagement outlives.</param>
/// <param name="Proven">Sessions that are proven to be stopped.</param>
/// <param name="Expected">Sessions in the scope.</param>
/// <param name="Sessions">What became of each.</param>
/// <param name="ElapsedMs">From the command's arrival to this answer.</param>
/// <param name="Near">Scopes that are known and whose names are near, when nothing goes by the one that was given.</param>
/// <param name="UnknownAccounts">Sessions that were stopped since nobody knows that they trade on another account than the one named.</param>
internal sealed record EngageAnswer(
    string CommandId,
    string Outcome,
    string? Reason,
    EngagementView? Engagement,
    string? Durability,
    int Proven,
    int Expected,
    IReadOnlyList<AppliedView> Sessions,
    double ElapsedMs,
    IReadOnlyList<string> Near,
    IReadOnlyList<string> UnknownAccounts
)
{
    /// <summary>
    /// Sessions that are left out, proven ones before others, since there are too many for one answer; null: none is. How
    /// the cancel of each ended stands in <c>/api/sessions</c>.
    /// </summary>
    public int? OmittedSessions { get; init; }
}

/// <summary>What an engagement did to one session.</summary>
/// <param name="Session">The session.</param>
/// <param name="Node">The node that runs it, by the latest word; null: none is known to.</param>
/// <param name="IsProven">
/// Whether it is proven: order entry is closed to what the scope stops, and its orders are shown to be closed: all of the
/// session's, or the known ones of the strategy that is named.
/// </param>
/// <param name="Effect"><c>strategyStopped</c>, <c>ordersDenied</c> from an older node, the outcome of its cancel, <c>unknown</c> from a newer node, or why nothing is known of it.</param>
/// <param name="Cancel">How its cancel ended; null: none was wanted, or nobody knows.</param>
internal sealed record AppliedView(string Session, string? Node, bool IsProven, string Effect, CancelAnswer? Cancel)
{
    /// <summary>What became of the strategy's orders; null: no strategy was named, or nobody knows.</summary>
    public StrategyOrdersView? Strategy { get; init; }

    internal static AppliedView Of(KillSwitchApplied applied) =>
        applied.Effect switch
        {
            KillSwitchEffect.CancelEnded { Outcome: var outcome } => new AppliedView(
                $"{applied.Session}",
                applied.Node.Value,
                applied.Effect.IsProven,
                CancelAnswer.Of(outcome).Outcome,
                CancelAnswer.Of(outcome)
            ),
            KillSwitchEffect.StrategyStopped { Orders: var orders } => new AppliedView(
                $"{applied.Session}",
                applied.Node.Value,
                applied.Effect.IsProven,
                "strategyStopped",
                null
            )
            {
                Strategy = StrategyOrdersView.Of(orders),
            },
            KillSwitchEffect.OrdersDenied => new AppliedView(
                $"{applied.Session}",
                applied.Node.Value,
                applied.Effect.IsProven,
                "ordersDenied",
                null
            ),
            KillSwitchEffect.Unknown => new AppliedView(
                $"{applied.Session}",
                applied.Node.Value,
                applied.Effect.IsProven,
                "unknown",
                null
            ),
            _ => throw ClosedUnion.Unhandled(applied.Effect),
        };

    internal static AppliedView Of(MissingSession missing) =>
        missing.Applied is { } applied
            ? Of(applied)
            : new AppliedView($"{missing.Session}", missing.Node?.Value, IsProven: false, missing.Reason.Name(), null);
}

namespace RiskEngine.Core;

/// <summary>The slots of shared budgets that a session has been promised, and what waits for them.</summary>
/// <remarks>
/// The rules ask for slots and hear when they are; the budgets themselves are outside, since others take from them too. At most
/// one promise is out for what a cancel needs, and one for everything else, whatever waits. A slot that is not used in time is
/// given up: many that were saved would leave in one burst.
/// </remarks>
/// <param name="Common">For preflights, looks and orders; null: none is promised.</param>
/// <param name="Proof">For what a cancel needs after it was accepted; null: none is promised.</param>
internal sealed record Pacing(Pacing.Promise? Common, Pacing.Promise? Proof)
{
    internal static readonly Pacing None = new(null, null);

    /// <summary>How late a slot may be used: what an alarm or an answer may be late by, and no more.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    /// <summary>Whether a request may leave now; one that may not has been promised a slot, or is about to be.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="count">How many of the kind are to follow each other, this one included.</param>
    internal static bool Allows(Turn turn, HeldRequestKind kind, int count = 1)
    {
        if (!turn.Limits.IsPaced)
            return true;
        var promise = turn.State.Pacing.For(kind);
        if (promise?.Slots is { } slots && slots.At <= turn.Running && turn.Running - slots.At <= Lifetime)
            return true;
        // One that is being asked for, or lies ahead, is waited for.
        if (promise is not null && !(promise.Slots?.At <= turn.Running))
            return false;
        turn.State.Pacing = turn.State.Pacing.With(kind, new Promise(kind, null, default));
        turn.Add(new GuardianEffect.WantSlots(kind, count));
        return false;
    }

    /// <summary>A request leaves that was allowed to: its slot is used.</summary>
    internal static void Use(Turn turn, HeldRequestKind kind)
    {
        if (turn.State.Pacing.For(kind) is not { Slots: { } slots } promise)
            return;
        turn.State.Pacing = turn.State.Pacing.With(
            kind,
            slots.Count == 1
                ? null
                : promise with
                {
                    Slots = slots with { At = slots.At + slots.Spacing, Count = slots.Count - 1 },
                }
        );
    }

    internal static void Promised(Turn turn, GuardianInput.SlotsPromised promised) =>
        turn.State.Pacing = turn.State.Pacing.With(
            promised.Kind,
            new Promise(promised.Kind, promised.Slots, promised.By)
        );

    /// <summary>When a promised slot comes; null: none is ahead.</summary>
    internal static TimeSpan? NextAt(GuardianState state, TimeSpan now)
    {
        var (common, proof) = (Ahead(state.Pacing.Common, now), Ahead(state.Pacing.Proof, now));
        return proof is null || common < proof ? common : proof;
    }

    /// <summary>What waits, for those who ask.</summary>
    internal static ValueList<HeldRequest> Shown(GuardianState state, TimeSpan now) =>
        ((Promise?[])[state.Pacing.Proof, state.Pacing.Common])
            .Where(promise => Ahead(promise, now) is not null)
            .Select(promise => new HeldRequest(promise!.Kind, promise.By, promise.Slots!.Value.At - now))
            .ToValueList();

    private static TimeSpan? Ahead(Promise? promise, TimeSpan now) =>
        promise?.Slots is { } slots && slots.At > now ? slots.At : null;

    private Promise? For(HeldRequestKind kind) => kind == HeldRequestKind.Proof ? Proof : Common;

    private Pacing With(HeldRequestKind kind, Promise? promise) =>
        kind == HeldRequestKind.Proof ? this with { Proof = promise } : this with { Common = promise };

    /// <param name="Kind">What asked for it.</param>
    /// <param name="Slots">The slots; null: asked for, and not told yet.</param>
    /// <param name="By">The budget that they wait for.</param>
    internal sealed record Promise(HeldRequestKind Kind, RequestSlots? Slots, SharedBudgetScope By);
}

using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What is counted: immutable, and changed by <see cref="TripRules.Decide"/> alone.</summary>
public sealed record TripState
{
    /// <summary>
    /// Things that are counted at once for one cause, such as different orders; beyond it those of this cause that are longest
    /// unseen are forgotten, and nothing of another cause.
    /// </summary>
    internal const int MostCounted = 4096;

    /// <summary>Nothing has happened.</summary>
    public static readonly TripState Initial = new();

    private TripState() { }

    /// <summary>When each thing happened lately, by its cause, the oldest first: as many times as its limit wants at most.</summary>
    internal ImmutableDictionary<string, ImmutableDictionary<Counted, ImmutableQueue<TimeSpan>>> Times { get; init; } =
        ImmutableDictionary<string, ImmutableDictionary<Counted, ImmutableQueue<TimeSpan>>>.Empty;

    /// <summary>One thing that is counted.</summary>
    /// <param name="Scope">What would be stopped.</param>
    /// <param name="Which">What of it, such as the text of an order.</param>
    internal sealed record Counted(KillSwitchScope Scope, string Which);

    /// <summary>What has tripped and was not reset since.</summary>
    internal ImmutableHashSet<(string Cause, KillSwitchScope Scope)> Tripped { get; init; } = [];

    /// <summary>Since when the store fails; null: it does not.</summary>
    internal TimeSpan? StoreFailsSince { get; init; }
}

/// <summary>What one signal came to.</summary>
/// <param name="State">What is counted now.</param>
/// <param name="Trip">What to engage; null: nothing.</param>
/// <param name="WakeAt">When to ask again though nothing happens, on the running clock; null: never.</param>
public sealed record TripDecision(TripState State, Trip? Trip, TimeSpan? WakeAt);

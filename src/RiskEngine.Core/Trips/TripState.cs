using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What is counted: immutable, and changed by <see cref="TripRules.Decide"/> alone.</summary>
public sealed record TripState
{
    /// <summary>Things that are counted at once, such as different orders; beyond it the ones longest unseen are forgotten.</summary>
    internal const int MostCounted = 4096;

    /// <summary>Nothing has happened.</summary>
    public static readonly TripState Initial = new();

    private TripState() { }

    /// <summary>When each thing happened lately, the oldest first: as many times as its limit wants at most.</summary>
    internal ImmutableDictionary<string, ImmutableQueue<TimeSpan>> Times { get; init; } =
        ImmutableDictionary<string, ImmutableQueue<TimeSpan>>.Empty;

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

using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Faults;

/// <summary>A word that an effect begins with.</summary>
/// <param name="Word">The word.</param>
/// <param name="Read">Reads what follows it; null when that is not right.</param>
/// <param name="Wants">What may follow it, for the fault.</param>
internal sealed record EffectWord(string Word, Func<string[], EffectText?> Read, string Wants)
{
    /// <summary>The endpoints that it means something to, by their paths; null for all.</summary>
    public IReadOnlyList<string>? Reach { get; init; }

    /// <summary>What is wrong when it is used for another.</summary>
    public string ReachFault { get; init; } = "";
}

/// <summary>An effect that was read.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="Spares">The requests that it spares: as many as keep this rate. Null: none.</param>
internal sealed record EffectText(Effect Effect, RateLimit? Spares = null);

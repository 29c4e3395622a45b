using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Faults;

/// <summary>One effect of a rule and for how long it is used.</summary>
/// <param name="Name">As the plan writes it.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Times">For how many requests; null for no such limit.</param>
/// <param name="Lasts">How long after its first use; null for no such limit.</param>
/// <param name="Spares">The requests that it spares: as many as keep this rate. Null: none.</param>
internal sealed record FaultStep(
    string Name,
    Effect Effect,
    int? Times = null,
    TimeSpan? Lasts = null,
    RateLimit? Spares = null
)
{
    /// <summary>True when nothing after this step is ever reached.</summary>
    public bool IsEndless => Times is null && Lasts is null;
}

namespace RiskEngine.Simulation.Invariants;

/// <summary>How often each checker had something to check: one that never had proves nothing.</summary>
internal sealed class Seen
{
    private readonly SortedDictionary<string, int> _cases = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, int> Cases => _cases;

    internal void Case(string what) => _cases[what] = _cases.GetValueOrDefault(what) + 1;
}

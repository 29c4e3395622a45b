namespace Akka.Actor;

/// <summary>A phase of <see cref="CoordinatedShutdown"/> as configured.</summary>
internal sealed record ShutdownPhase(IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool Recover)
{
    public static Dictionary<string, ShutdownPhase> Read(Config config)
    {
        var timeout = config.GetTimeSpan("default-phase-timeout");
        var phases = config.GetValue("phases")!.GetObject()!.Items;
        return phases.ToDictionary(phase => phase.Key, phase => Read(phase.Value.ToConfig(), timeout));
    }

    /// <summary>The phases, each after all that it depends on.</summary>
    /// <exception cref="ArgumentException">A phase depends on itself.</exception>
    public static IReadOnlyList<string> InOrder(Dictionary<string, ShutdownPhase> phases)
    {
        var ordered = new List<string>();
        var open = new HashSet<string>();
        foreach (var phase in phases.Keys)
            Visit(phase);
        return ordered;

        void Visit(string phase)
        {
            if (ordered.Contains(phase))
                return;
            if (!open.Add(phase))
                throw new ArgumentException(
                    $"Cycle detected in graph of phases. It must be a DAG. phase [{phase}] depends transitively on itself."
                );
            if (phases.TryGetValue(phase, out var known))
                foreach (var earlier in known.DependsOn)
                    Visit(earlier);
            ordered.Add(phase);
        }
    }

    private static ShutdownPhase Read(Config phase, TimeSpan timeout) =>
        new(
            [.. phase.GetStringList("depends-on")],
            phase.GetTimeSpan("timeout", timeout, allowInfinite: false),
            phase.GetBoolean("recover", true)
        );
}

using System.Collections;
using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>The runs of stops that are under way, in the order in which they began.</summary>
/// <remarks>
/// Found by number, command or engagement, and by when something is due, in a time that hardly grows: with many under way a
/// decision looks only at those that it concerns.
/// </remarks>
internal sealed class StopRuns : IReadOnlyCollection<StopRun>
{
    internal static readonly StopRuns None = new();

    private StopRuns() { }

    /// <inheritdoc/>
    public int Count => All.Count;

    /// <summary>How many of them were asked for here.</summary>
    internal int Engages => Commands.Count;

    /// <summary>How many of them are other nodes'.</summary>
    internal int Peers => All.Count - Commands.Count;

    /// <summary>When the next of them is due; null: there is none.</summary>
    internal TimeSpan? NextAt => Due.IsEmpty ? null : Due.Min.At;

    /// <summary>The number of the one that began last.</summary>
    internal long Last { get; private init; }

    private ImmutableSortedDictionary<long, StopRun> All { get; init; } =
        ImmutableSortedDictionary<long, StopRun>.Empty;

    private ImmutableSortedSet<(TimeSpan At, long Number)> Due { get; init; } = [];

    private ImmutableDictionary<CommandId, long> Commands { get; init; } = ImmutableDictionary<CommandId, long>.Empty;

    private ImmutableDictionary<EngagementId, ImmutableList<long>> Engagements { get; init; } =
        ImmutableDictionary<EngagementId, ImmutableList<long>>.Empty;

    /// <summary>The run of a command; null: none is under way.</summary>
    internal EngageRun? Of(CommandId command) =>
        Commands.TryGetValue(command, out var number) ? (EngageRun)All[number] : null;

    /// <summary>The runs of an engagement: one that was asked for here, and those of nodes that have told of it.</summary>
    internal IEnumerable<StopRun> Of(EngagementId engagement) =>
        Engagements.TryGetValue(engagement, out var numbers) ? numbers.Select(number => All[number]) : [];

    /// <summary>The run of this number; null: it has ended.</summary>
    internal StopRun? Find(long number) => All.GetValueOrDefault(number);

    /// <summary>Those with something that is due by now.</summary>
    internal IEnumerable<long> DueBy(TimeSpan now) => Due.TakeWhile(x => x.At <= now).Select(x => x.Number);

    /// <summary>With one more, which gets the next number.</summary>
    internal StopRuns Add(StopRun begun)
    {
        var run = begun with { Number = Last + 1 };
        return new()
        {
            Last = run.Number,
            All = All.Add(run.Number, run),
            Due = Due.Add((run.NextAt, run.Number)),
            Commands = run is EngageRun { Command.Id: var command } ? Commands.Add(command, run.Number) : Commands,
            Engagements = Engagements.SetItem(
                run.Engagement.Id,
                (Engagements.GetValueOrDefault(run.Engagement.Id) ?? []).Add(run.Number)
            ),
        };
    }

    /// <summary>With a run as it is now; it must be under way.</summary>
    internal StopRuns Set(StopRun run)
    {
        var before = All[run.Number];
        return new()
        {
            Last = Last,
            All = All.SetItem(run.Number, run),
            Due =
                before.NextAt == run.NextAt
                    ? Due
                    : Due.Remove((before.NextAt, run.Number)).Add((run.NextAt, run.Number)),
            Commands = Commands,
            Engagements = Engagements,
        };
    }

    internal StopRuns Remove(StopRun ended)
    {
        var run = All[ended.Number];
        var others = Engagements[run.Engagement.Id].Remove(run.Number);
        return new()
        {
            Last = Last,
            All = All.Remove(run.Number),
            Due = Due.Remove((run.NextAt, run.Number)),
            Commands = run is EngageRun { Command.Id: var command } ? Commands.Remove(command) : Commands,
            Engagements = others.IsEmpty
                ? Engagements.Remove(run.Engagement.Id)
                : Engagements.SetItem(run.Engagement.Id, others),
        };
    }

    /// <inheritdoc/>
    public IEnumerator<StopRun> GetEnumerator() => All.Values.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

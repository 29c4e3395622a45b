using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RiskEngine.Protocol;

/// <summary>Names one engagement among all nodes and all times, also where a node has forgotten every earlier one.</summary>
public sealed record EngagementId
{
    private const char Separator = ':';

    /// <summary>The engagement of this number in this run of the engine on this node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="run">The run of the engine.</param>
    /// <param name="number">1 to <see cref="Epoch.Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public EngagementId(NodeName node, EngineRunId run, long number)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Epoch.Limit);
        (Node, Run, Number) = (node, run, number);
    }

    /// <summary>The node that engaged.</summary>
    public NodeName Node { get; }

    /// <summary>The run of the engine on that node.</summary>
    public EngineRunId Run { get; }

    /// <summary>Counts the engagements of that run, from 1.</summary>
    public long Number { get; }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">Such as <c>desk-1:9f86d081884c7d65:3</c>.</param>
    /// <param name="id">The id; null when the text is not one.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EngagementId? id)
    {
        id =
            text?.Split(Separator) is [var node, var run, var number]
            && Words.IsName(node)
            && EngineRunId.TryParse(run, out var known)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= Epoch.Limit
            && number[0] != '0'
                ? new EngagementId(new NodeName(node), known, count)
                : null;
        return id is not null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Node}{Separator}{Run}{Separator}{Number}");
}

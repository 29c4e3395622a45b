namespace RiskEngine.Protocol;

/// <summary>Names one engagement among all nodes.</summary>
public sealed record EngagementId
{
    /// <summary>The engagement of this epoch on this node.</summary>
    public EngagementId(Epoch epoch, NodeName node)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        ArgumentNullException.ThrowIfNull(node);
        (Epoch, Node) = (epoch, node);
    }

    /// <summary>The engagement's epoch; several nodes may have given it.</summary>
    public Epoch Epoch { get; }

    /// <summary>The node that gave it.</summary>
    public NodeName Node { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Epoch}@{Node}";
}

namespace RiskEngine.Core;

/// <summary>What a node's heartbeat came to: one of the nested records.</summary>
public abstract record RosterBeat
{
    private RosterBeat() { }

    /// <summary>The node is live, and so are these.</summary>
    /// <param name="Live">Every live node, itself among them, in the order of their names.</param>
    public sealed record Heard(ValueList<ClusterNode> Live) : RosterBeat;

    /// <summary>Another process has joined under the name since: this one is to stop.</summary>
    public sealed record Replaced : RosterBeat;

    /// <summary>Nobody heard it.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : RosterBeat;
}

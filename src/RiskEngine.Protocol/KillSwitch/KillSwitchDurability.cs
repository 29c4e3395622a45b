namespace RiskEngine.Protocol;

/// <summary>What an engagement outlives, the least first.</summary>
public enum KillSwitchDurability
{
    /// <summary>The guardians of this process obey it; it was not stored. Proves nothing after this process ends.</summary>
    ThisProcess,

    /// <summary>This node's store has it on disk. Proves that this node is engaged after any crash of its own.</summary>
    ThisNode,

    /// <summary>The store that all nodes share has it on disk. Proves that whichever node reads that store afterwards is engaged.</summary>
    SharedStore,

    /// <summary>More than half of the nodes have it. Proves that a node which reads from a majority finds it.</summary>
    Majority,

    /// <summary>Every known node has it.</summary>
    EveryNode,
}

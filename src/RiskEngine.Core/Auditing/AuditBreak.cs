namespace RiskEngine.Core;

/// <summary>What is wrong with the first bad row of a trail.</summary>
public enum AuditBreak
{
    /// <summary>Its contents and its hash do not belong together, or not to the row before: edited, moved or put in.</summary>
    HashDiffers,

    /// <summary>It is not there, though later rows are: removed.</summary>
    Missing,

    /// <summary>It is not there, though the known head counts it: the tail was cut.</summary>
    TailCut,

    /// <summary>The chain up to it holds, but its hash is not the one that was noted: all was written anew.</summary>
    WrittenAnew,

    /// <summary>It fits, but the store's own note of the end does not count it: put in at the end.</summary>
    NotNoted,

    /// <summary>The store cannot read it back.</summary>
    Unreadable,
}

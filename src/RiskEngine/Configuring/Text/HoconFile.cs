namespace RiskEngine;

/// <summary>What a file of settings says, and everything that is wrong with how it says it.</summary>
/// <param name="Root">Every key of the file, other systems' sections included.</param>
/// <param name="Faults">What is malformed in our section, and braces and quotes that are not closed anywhere.</param>
/// <param name="Unseen">Substitutions and includes: none is followed.</param>
/// <param name="IsTorn">Whether there are such braces or quotes, or sections so deep that reading was given up.</param>
/// <param name="OddInList">Where a list first has what is neither a value nor a section; null: nowhere.</param>
internal sealed record HoconFile(
    ConfigurationNode.Section Root,
    IReadOnlyList<ConfigurationFault> Faults,
    IReadOnlyList<HoconFile.Reference> Unseen,
    bool IsTorn,
    SourcePlace? OddInList
)
{
    /// <summary>The includes outside every section: they may bring settings of ours.</summary>
    internal IEnumerable<SourcePlace> NotFollowed =>
        Unseen.Where(reference => reference.Kind is ReferenceKind.IncludeAtTheTop).Select(reference => reference.Place);

    /// <summary>A substitution or an include.</summary>
    /// <param name="Place">Where it stands.</param>
    /// <param name="From">The index of its first character.</param>
    /// <param name="To">The index behind its last one.</param>
    /// <param name="Kind">What it is.</param>
    internal sealed record Reference(SourcePlace Place, int From, int To, ReferenceKind Kind);

    internal enum ReferenceKind
    {
        Substitution,
        Include,

        /// <summary>An include outside every section: it may bring settings of ours.</summary>
        IncludeAtTheTop,
    }
}

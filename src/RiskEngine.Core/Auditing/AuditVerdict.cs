namespace RiskEngine.Core;

/// <summary>What a check of a trail found: one of the nested records.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict() { }

    /// <summary>
    /// Each row follows from the one before. Proves that no row was edited, removed, inserted or moved since the
    /// known head was noted; without a known head, that none was since by somebody who did not compute all later
    /// hashes anew.
    /// </summary>
    /// <param name="Head">How far the trail goes; worth noting elsewhere.</param>
    public sealed record Intact(AuditHead Head) : AuditVerdict;

    /// <summary>The trail was changed, or is damaged. The rows before the named one are as they were.</summary>
    /// <param name="Row">The number of the first bad row.</param>
    /// <param name="Why">What is wrong with it.</param>
    public sealed record Broken(long Row, AuditBreak Why) : AuditVerdict;
}

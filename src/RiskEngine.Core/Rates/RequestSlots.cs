namespace RiskEngine.Core;

/// <summary>Slots of a <see cref="SharedBudget"/> that are promised to one session.</summary>
/// <param name="At">When the next one may be used, on the running clock.</param>
/// <param name="Spacing">How long after it the one behind it may be.</param>
/// <param name="Count">How many there are; one or more.</param>
public readonly record struct RequestSlots(TimeSpan At, TimeSpan Spacing, int Count)
{
    /// <summary>Slots that lie in both: as late, and as far apart, as the later and the wider of the two.</summary>
    public RequestSlots Within(RequestSlots other) =>
        this with
        {
            At = At > other.At ? At : other.At,
            Spacing = Spacing > other.Spacing ? Spacing : other.Spacing,
        };
}

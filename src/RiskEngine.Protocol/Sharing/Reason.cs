namespace RiskEngine.Protocol;

/// <summary>Why somebody wants something done, in their own words; it goes into the audit trail as written.</summary>
public sealed record Reason
{
    /// <summary>The longest reason, in characters.</summary>
    public const int Limit = 200;

    /// <summary>Takes the reason.</summary>
    /// <param name="text">One line of 1 to 200 characters.</param>
    /// <exception cref="ArgumentException">The text is blank, longer, or has control characters.</exception>
    public Reason(string text) => Text = Words.Line(text, Limit);

    /// <summary>The reason as written, without surrounding white space.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

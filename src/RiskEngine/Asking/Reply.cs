namespace RiskEngine;

/// <summary>What came of a <see cref="Question"/>.</summary>
internal abstract record Reply
{
    private Reply() { }

    /// <summary>The first message that came back.</summary>
    internal sealed record Heard(object Answer) : Reply;

    /// <summary>Nothing came back in time, or the system stopped first.</summary>
    internal sealed record Silence : Reply
    {
        internal static readonly Silence Instance = new();

        private Silence() { }
    }
}

namespace RiskEngine;

/// <summary>What came of a <see cref="Question"/>.</summary>
internal abstract record QuestionReply
{
    private QuestionReply() { }

    /// <summary>The first message that came back.</summary>
    internal sealed record Heard(object Answer) : QuestionReply;

    /// <summary>Nothing came back in time, or the system stopped first.</summary>
    internal sealed record Silence : QuestionReply
    {
        internal static readonly Silence Instance = new();

        private Silence() { }
    }
}

namespace RiskEngine.Core;

/// <summary>Something that a person on duty should hear of now.</summary>
/// <param name="Id">The alert's own number on its node since the engine started; one that is sent again has the same.</param>
/// <param name="Kind">What happened: the event's name.</param>
/// <param name="At">When, by the node's wall clock.</param>
/// <param name="Node">Where.</param>
/// <param name="Session">The session that it concerns; null: none alone.</param>
/// <param name="Text">One line for people; no secret is in it.</param>
public sealed record Alert(long Id, string Kind, DateTimeOffset At, NodeName Node, SessionKey? Session, string Text)
{
    /// <summary>The alert as canonical JSON: what is sent, and signed.</summary>
    public byte[] ToUtf8() =>
        new CanonicalJson()
            .Add("id", Id)
            .Add("kind", Kind)
            .Add("at", At)
            .Add("node", Node.Value)
            .Add("session", Session?.ToString())
            .Add("text", Text)
            .ToUtf8();
}

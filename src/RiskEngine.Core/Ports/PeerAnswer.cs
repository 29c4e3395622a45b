namespace RiskEngine.Core;

/// <summary>What asking another node came to: one of the nested records.</summary>
public abstract record PeerAnswer
{
    private PeerAnswer() { }

    /// <summary>The node answered.</summary>
    /// <param name="Event">Its answer.</param>
    public sealed record Heard(object Event) : PeerAnswer;

    /// <summary>Proves that the node did nothing for the message: it was not reached, or it did not let the message in.</summary>
    /// <param name="Why">Why, for people.</param>
    public sealed record NotTaken(string Why) : PeerAnswer;

    /// <summary>Proves nothing: the message may have arrived, and no answer came that could be read.</summary>
    /// <param name="Why">Why, for people.</param>
    public sealed record Silent(string Why) : PeerAnswer;
}

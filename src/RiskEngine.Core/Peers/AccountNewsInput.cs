namespace RiskEngine.Core;

/// <summary>What may happen to a node that tells others of account-wide cancels: one of the nested records.</summary>
public abstract record AccountNewsInput
{
    private AccountNewsInput() { }

    /// <summary>A session here cancels its account, or is through with it.</summary>
    /// <param name="News">What it said.</param>
    public sealed record Told(AccountCancelNews News) : AccountNewsInput;

    /// <summary>Another node says the same of a session there.</summary>
    /// <param name="Message">What it said.</param>
    public sealed record Heard(PeerMessage.OfAccount Message) : AccountNewsInput;

    /// <summary>A node that was told has answered, or will not.</summary>
    /// <param name="By">The session of which it was told.</param>
    /// <param name="Notice">The number of what it was told.</param>
    /// <param name="Node">The node.</param>
    /// <param name="Answer">What came of it.</param>
    public sealed record Ended(SessionKey By, long Notice, NodeName Node, PeerAnswer Answer) : AccountNewsInput;

    /// <summary>Who lives and who runs what was heard again.</summary>
    /// <param name="View">What was heard.</param>
    public sealed record ViewChanged(ClusterView View) : AccountNewsInput;

    /// <summary>A guardian came up here, and knows of nothing that others do.</summary>
    /// <param name="Session">Its session.</param>
    public sealed record GuardianUp(SessionKey Session) : AccountNewsInput;

    /// <summary>The time came that the last decision asked to be woken at.</summary>
    public sealed record Woke : AccountNewsInput;
}

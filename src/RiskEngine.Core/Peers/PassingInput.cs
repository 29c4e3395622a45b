namespace RiskEngine.Core;

/// <summary>What may happen to a node that passes messages on: one of the nested records.</summary>
public abstract record PassingInput
{
    private PassingInput() { }

    /// <summary>A message came for a session that is not run here.</summary>
    /// <param name="Call">Numbers it; above every earlier one.</param>
    /// <param name="Message">The message; one that is passed on.</param>
    public sealed record Asked(long Call, ISessionMessage Message) : PassingInput;

    /// <summary>A node that was asked has answered, or will not.</summary>
    /// <param name="Call">The message's number.</param>
    /// <param name="Node">The node.</param>
    /// <param name="Answer">What came of it.</param>
    public sealed record Ended(long Call, NodeName Node, PeerAnswer Answer) : PassingInput;

    /// <summary>Who lives and who runs what was heard again.</summary>
    /// <param name="View">What was heard.</param>
    public sealed record ViewChanged(ClusterView View) : PassingInput;

    /// <summary>The time came that the last decision asked to be woken at.</summary>
    public sealed record Woke : PassingInput;

    /// <summary>The engine stops: everyone is to be answered now.</summary>
    public sealed record Stopping : PassingInput;
}

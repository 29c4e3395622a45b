namespace RiskEngine.Core;

/// <summary>What a node that passes messages on does: one of the nested records, carried out in the order decided.</summary>
public abstract record PassingEffect
{
    private PassingEffect() { }

    /// <summary>Ask a node; itself too, which may have begun to run the session.</summary>
    /// <param name="Call">The message's number.</param>
    /// <param name="Node">The node.</param>
    /// <param name="Message">The message.</param>
    /// <param name="Patience">How long to wait for the answer.</param>
    public sealed record Ask(long Call, ClusterNode Node, ISessionMessage Message, TimeSpan Patience) : PassingEffect;

    /// <summary>Answer whoever sent the message. Nothing more follows for it.</summary>
    /// <param name="Call">The message's number.</param>
    /// <param name="Event">The answer.</param>
    /// <param name="IsHeard">Whether the node that runs the session said so; otherwise this node knows no more.</param>
    public sealed record Answer(long Call, ISessionMessage Event, bool IsHeard) : PassingEffect;
}

/// <summary>What a node decided.</summary>
/// <param name="State">What it knows now.</param>
/// <param name="Effects">What is to be done, in order.</param>
/// <param name="WakeAt">When to ask again at the latest, on the running clock; null: not by itself.</param>
public sealed record PassingDecision(PassingState State, ValueList<PassingEffect> Effects, TimeSpan? WakeAt);

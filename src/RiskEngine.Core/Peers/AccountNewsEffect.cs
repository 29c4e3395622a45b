namespace RiskEngine.Core;

/// <summary>What a node that tells others of account-wide cancels does: one of the nested records, carried out in the order decided.</summary>
public abstract record AccountNewsEffect
{
    private AccountNewsEffect() { }

    /// <summary>Tell a node; what comes of it comes back as an input.</summary>
    /// <param name="Notice">The number of what it is told.</param>
    /// <param name="Node">The node.</param>
    /// <param name="Message">What to tell.</param>
    /// <param name="Patience">How long to wait for the answer.</param>
    public sealed record Tell(long Notice, ClusterNode Node, PeerMessage.OfAccount Message, TimeSpan Patience)
        : AccountNewsEffect;

    /// <summary>Tell the sessions here of a cancel on another node, or one that came up late of any.</summary>
    /// <param name="News">What to tell.</param>
    /// <param name="Only">The session that is to hear it; null: each.</param>
    public sealed record Pass(AccountCancelNews News, SessionKey? Only) : AccountNewsEffect;

    /// <summary>Tell the session that cancels its account which nodes have not said yet that they know.</summary>
    /// <param name="By">The session.</param>
    /// <param name="Unheard">The nodes.</param>
    public sealed record Report(SessionKey By, ValueList<NodeName> Unheard) : AccountNewsEffect;
}

/// <summary>What a node decided.</summary>
/// <param name="State">What it knows now.</param>
/// <param name="Effects">What is to be done, in order.</param>
/// <param name="WakeAt">When to ask again at the latest, on the running clock; null: not by itself.</param>
public sealed record AccountNewsDecision(
    AccountNewsState State,
    ValueList<AccountNewsEffect> Effects,
    TimeSpan? WakeAt
);

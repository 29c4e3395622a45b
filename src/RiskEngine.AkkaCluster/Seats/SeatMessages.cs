namespace RiskEngine.AkkaCluster;

/// <summary>What a node asks the seat of a session: one of the nested records.</summary>
internal abstract record SeatQuestion(SessionKey Session)
{
    /// <summary>May this node, which has watched that lease to its end, have the session?</summary>
    internal sealed record Acquire(SessionKey Session, NodeName Node, SeatSeen? Ended = null) : SeatQuestion(Session);

    /// <summary>Does the lease go on?</summary>
    internal sealed record Renew(SessionKey Session, FencingToken Token) : SeatQuestion(Session);

    /// <summary>The lease is not needed any more.</summary>
    internal sealed record Release(SessionKey Session, FencingToken Token) : SeatQuestion(Session);

    /// <summary>Who has the session?</summary>
    internal sealed record Read(SessionKey Session) : SeatQuestion(Session);
}

/// <summary>What a seat answers: one of the nested records.</summary>
internal abstract record SeatAnswer
{
    /// <summary>Granted, renewed or given back.</summary>
    internal sealed record Kept(FencingToken Token) : SeatAnswer;

    /// <summary>Another lease was granted and not given back.</summary>
    internal sealed record Taken(NodeName Node, FencingToken Token, long Stamp = 0) : SeatAnswer;

    /// <summary>Every lease was given back, or the one that was named has gone.</summary>
    internal sealed record Free : SeatAnswer;

    /// <summary>No majority of the nodes answers the seat.</summary>
    internal sealed record Unknown : SeatAnswer;
}

namespace RiskEngine.AkkaCluster.Tests.Wire;

/// <summary>One of each message that only nodes of an Akka cluster say, with every member that it can have.</summary>
internal static class Samples
{
    private static readonly SessionKey Session = new(
        ExchangeName.Gemini,
        new AccountName("desk-2"),
        new SessionAlias("maker-1")
    );
    private static readonly NodeName Node = new("desk-1");

    private static readonly RosterEntry Entry = new(
        2,
        "akka.tcp://desk@10.0.0.5:4053/17",
        9,
        HasLeft: false,
        "https://10.0.0.5:8800/",
        [Session]
    );

    internal static readonly IReadOnlyList<object> All =
    [
        Rising<NonceMark>.Empty.Raise($"{Session}", new NonceMark(new Nonce(1700))),
        Rising<SeatGrant>.Empty.Raise($"{Session}", new SeatGrant(new FencingToken(2), Node, IsGivenBack: true)),
        Rising<RosterEntry>.Empty.Raise("desk-1", Entry),
        new SeatQuestion.Acquire(Session, Node, new SeatSeen(new FencingToken(2), 3)),
        new SeatQuestion.Renew(Session, new FencingToken(2)),
        new SeatQuestion.Release(Session, new FencingToken(2)),
        new SeatQuestion.Read(Session),
        new SeatAnswer.Kept(new FencingToken(2)),
        new SeatAnswer.Taken(Node, new FencingToken(2), 3),
        new SeatAnswer.Free(),
        new SeatAnswer.Unknown(),
        new RosterWord(Node, Entry),
        new RosterQuestion(Node),
        new RosterUnheard(Node),
    ];
}

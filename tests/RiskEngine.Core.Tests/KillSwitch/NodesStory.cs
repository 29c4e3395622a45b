using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>A story about one node's kill switch among others.</summary>
public abstract class NodesStory
{
    private protected static readonly NodeName Third = new("desk-3");

    private protected static readonly SessionKey Far = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("far-1")
    );

    private protected SwitchScript It { get; } = new();

    private protected EngageKillSwitch Engage(out Engagement engagement)
    {
        var command = It.Engages(Everything);
        engagement = It.MustHaveStored().ShouldBeOfType<KillSwitchRecord.Engage>().Engagement;
        It.Keeps(new KillSwitchRecord.Engage(engagement));
        return command;
    }

    private protected Engagement Told(KillSwitchScope scope, Engagement? engagement = null)
    {
        engagement ??= Engaged(KillSwitchHistory.Empty, scope, Other).Engagement;
        It.Feed(
            new SwitchInput.PeerTold(
                It.Unclaimed.Count + 1,
                new PeerMessage.OfSwitch(Other, [new KillSwitchRecord.Engage(engagement)], engagement.Id, Given.Sec(5))
            )
        );
        return engagement;
    }

    private protected void See(params (SessionKey Session, NodeName Holder)[] holders) =>
        It.Feed(
            new SwitchInput.ViewChanged(
                new ClusterView(
                    holders
                        .Select(x => x.Holder)
                        .Append(Desk)
                        .Distinct()
                        .Select(x => new ClusterNode(x, null, [Maker, Taker]))
                        .ToValueList(),
                    holders.Select(x => new SessionHolder(x.Session, x.Holder, FencingToken.First)).ToValueList()
                )
            )
        );

    private protected void Stops(SessionKey session)
    {
        It.Closes(session);
        foreach (
            var cancel in It.Unclaimed.OfType<SwitchEffect.Cancel>().Where(x => x.Command.Session == session).ToList()
        )
            It.Ends(cancel.Command);
    }

    private protected void IsElsewhere(SessionKey session) => It.Feed(new SwitchInput.Elsewhere(session));

    private protected void Reports(NodeName node, Engagement engagement, params ValueList<KillSwitchApplied> applied) =>
        It.Feed(
            new SwitchInput.PeerEnded(engagement.Id, node, new PeerAnswer.Heard(new SwitchReport(node, applied, [])))
        );

    private protected List<SwitchEffect.Push> Pushes() =>
        [.. It.Unclaimed.OfType<SwitchEffect.Push>().Where(push => !push.Message.IsGreeting)];

    private protected SwitchReport Answer() =>
        It.Unclaimed.OfType<SwitchEffect.AnswerPeer>().ShouldHaveSingleItem().Report;

    private protected static KillSwitchApplied Applied(Engagement engagement, SessionKey session, NodeName node) =>
        new(
            engagement.Id,
            session,
            node,
            new KillSwitchEffect.CancelEnded(
                new SessionCanceled(
                    session,
                    new CommandId("there"),
                    CancelEffort.None,
                    [],
                    CancelListing.Complete,
                    CancelProof.AcceptedByExchange
                )
            )
        );
}

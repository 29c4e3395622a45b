using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>An engagement on one node of several: who is told, who is counted, who is named as missing.</summary>
public sealed class OtherNodesSpec
{
    private static readonly NodeName Third = new("desk-3");

    private static readonly SessionKey Far = new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("far-1"));

    private readonly SwitchScript _it = new();

    [Fact]
    public void Others_must_be_told_after_the_own_guardians_and_be_asked_for_less_than_the_time_left()
    {
        See((Maker, Desk), (Taker, Other));
        _it.Engages(Everything);

        var effects = _it.Unclaimed.ToList();
        effects
            .FindLastIndex(x => x is SwitchEffect.SetGate or SwitchEffect.Cancel)
            .ShouldBeLessThan(effects.FindIndex(x => x is SwitchEffect.Push));
        var push = Pushes().ShouldHaveSingleItem();
        push.Node.Name.ShouldBe(Other);
        push.Message.Within.ShouldBe(Given.Sec(9.5));
        push.Message.Records.ShouldHaveSingleItem().ShouldBe(_it.MustHaveStored());
    }

    [Fact]
    public void Session_that_another_node_reports_must_be_counted_once_with_its_node()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        IsElsewhere(Taker);

        Reports(Other, engagement, Applied(engagement, Taker, Other));

        var completed = _it.MustTell<KillSwitchCompleted>(command.Id);
        completed.Applied.Select(x => (x.Session, x.Node)).ShouldBe([(Maker, Desk), (Taker, Other)]);
    }

    [Fact]
    public void Session_that_this_node_does_not_know_must_be_counted_too()
    {
        See((Maker, Desk), (Taker, Desk), (Far, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        Stops(Taker);
        _it.MustNotTell<KillSwitchCompleted>();

        Reports(Other, engagement, Applied(engagement, Far, Other));

        _it.MustTell<KillSwitchCompleted>(command.Id).Applied.Count.ShouldBe(3);
    }

    [Fact]
    public void Report_that_comes_twice_or_late_must_change_nothing()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        IsElsewhere(Taker);
        Reports(Other, engagement, Applied(engagement, Taker, Other));
        var told = _it.Unclaimed.OfType<SwitchEffect.Tell>().Count();

        Reports(Other, engagement, Applied(engagement, Taker, Other));
        _it.Unclaimed.OfType<SwitchEffect.Tell>().Count().ShouldBe(told);
        Stops(Maker);
        _it.MustTell<KillSwitchCompleted>(command.Id);
        _it.Forget();
        Reports(Other, engagement, Applied(engagement, Taker, Other));

        _it.Unclaimed.ShouldBeEmpty();
    }

    [Fact]
    public void Report_of_another_engagement_or_in_anothers_name_must_not_be_counted()
    {
        See((Maker, Desk), (Taker, Other));
        Engage(out var engagement);
        Stops(Maker);
        IsElsewhere(Taker);
        var foreign = new Engagement(
            new EngagementId(new Epoch(9), Other),
            engagement.Scope,
            engagement.By,
            engagement.Reason,
            engagement.At
        );

        Reports(Other, engagement, Applied(foreign, Taker, Other));
        Reports(Other, engagement, Applied(engagement, Taker, Third));

        _it.MustNotTell<KillSwitchCompleted>();
    }

    [Fact]
    public void Node_that_was_not_reached_must_be_told_again_and_then_be_named_with_its_sessions()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        IsElsewhere(Taker);

        var pushes = 0;
        for (var passed = 0; passed < 10; passed++)
        {
            pushes += Pushes().Count;
            _it.Forget();
            _it.Feed(new SwitchInput.PeerEnded(engagement.Id, Other, new PeerAnswer.NotTaken("refused")));
            _it.Passes(Given.Sec(1));
        }

        pushes.ShouldBe(10);
        var missing = _it.MustTell<KillSwitchIncomplete>(command.Id).Missing.ShouldHaveSingleItem();
        (missing.Session, missing.Reason, missing.Node).ShouldBe((Taker, MissingSessionReason.NodeUnreachable, Other));
    }

    [Fact]
    public void Node_that_is_silent_until_the_deadline_must_be_named_and_not_be_told_twice()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out _);
        Stops(Maker);
        IsElsewhere(Taker);

        _it.Passes(Given.Sec(10));

        Pushes().Count.ShouldBe(1);
        _it.MustTell<KillSwitchIncomplete>(command.Id)
            .Missing.ShouldHaveSingleItem()
            .Reason.ShouldBe(MissingSessionReason.NodeUnreachable);
    }

    [Fact]
    public void Session_that_nobody_runs_must_be_missing_for_that_reason()
    {
        See((Maker, Desk));
        var command = Engage(out _);
        Stops(Maker);
        IsElsewhere(Taker);

        _it.Passes(Given.Sec(10));

        var missing = _it.MustTell<KillSwitchIncomplete>(command.Id).Missing.ShouldHaveSingleItem();
        (missing.Session, missing.Reason, missing.Node).ShouldBe((Taker, MissingSessionReason.NoGuardian, null));
    }

    [Fact]
    public void Guardian_on_another_node_that_does_not_acknowledge_must_be_named_as_such()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        IsElsewhere(Taker);
        _it.Feed(
            new SwitchInput.PeerEnded(engagement.Id, Other, new PeerAnswer.Heard(new SwitchReport(Other, [], [Taker])))
        );
        _it.Passes(Given.Sec(10));

        _it.MustTell<KillSwitchIncomplete>(command.Id)
            .Missing.ShouldHaveSingleItem()
            .Reason.ShouldBe(MissingSessionReason.NoAcknowledgment);
    }

    [Fact]
    public void Node_must_be_told_again_when_it_takes_a_session_over_after_its_report()
    {
        See((Maker, Desk), (Taker, Third), (Far, Other));
        Engage(out var engagement);
        Reports(Other, engagement, Applied(engagement, Far, Other));
        _it.Passes(Given.Sec(2));
        _it.Forget();

        See((Maker, Desk), (Taker, Other), (Far, Other));

        Pushes().ShouldHaveSingleItem().Node.Name.ShouldBe(Other);
    }

    [Fact]
    public void Session_that_comes_here_while_it_is_engaged_must_be_stopped_and_counted_here()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out _);
        Stops(Maker);
        IsElsewhere(Taker);
        _it.Forget();

        _it.Feed(new SwitchInput.GuardianUp(Taker));
        _it.MustHaveSetGate(Taker);
        _it.Closes(Taker);
        _it.Ends(_it.MustHaveCanceled(Taker));

        _it.MustTell<KillSwitchCompleted>(command.Id).Applied.Count.ShouldBe(2);
    }

    [Fact]
    public void Node_that_is_told_must_stop_what_it_runs_and_report_it()
    {
        See((Maker, Desk), (Taker, Other));
        var engagement = Told(Everything);
        _it.MustHaveSetGate(Maker).ShouldBe(KillSwitchState.Of([engagement]));
        IsElsewhere(Taker);
        Stops(Maker);

        var report = Answer();
        report.Node.ShouldBe(Desk);
        report.Applied.ShouldHaveSingleItem().Session.ShouldBe(Maker);
        report.Waiting.ShouldBeEmpty();
        _it.MustAudit<AuditEntry.Learned>().Through.ShouldBe(Other);
    }

    [Fact]
    public void Node_that_is_told_must_report_by_the_time_that_it_was_given_what_is_not_proven()
    {
        Told(Everything);
        Stops(Maker);
        _it.MustNotDo<SwitchEffect.AnswerPeer>();

        _it.Passes(Given.Sec(5));

        var report = Answer();
        report.Applied.ShouldHaveSingleItem().Session.ShouldBe(Maker);
        report.Waiting.ShouldBe([Taker]);
    }

    [Fact]
    public void Engagement_must_be_canceled_under_one_id_however_often_and_from_wherever_it_is_heard()
    {
        var engagement = Told(MakerOnly);
        Told(MakerOnly, engagement);
        _it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of([new KillSwitchRecord.Engage(engagement)])));

        _it.Unclaimed.OfType<SwitchEffect.Cancel>().Select(x => x.Command.Id).Distinct().ShouldHaveSingleItem();
        Stops(Maker);
        _it.Unclaimed.OfType<SwitchEffect.AnswerPeer>().Count().ShouldBe(2);
    }

    [Fact]
    public void Engagement_that_is_told_must_be_put_into_a_store_that_lacks_it()
    {
        var engagement = Told(Everything);

        _it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Empty));

        _it.MustHaveStored().ShouldBe(new KillSwitchRecord.Engage(engagement));
    }

    [Fact]
    public void Reset_must_be_told_to_others_once_it_is_stored_and_open_there_what_it_opens_here()
    {
        See((Maker, Desk), (Taker, Other));
        Engage(out var engagement);
        _it.Keeps(new KillSwitchRecord.Engage(engagement));
        _it.Forget();
        _it.Resets(Everything, 9);
        var reset = _it.MustHaveStored();
        _it.MustNotDo<SwitchEffect.Push>();
        _it.Keeps(reset);
        var push = Pushes().ShouldHaveSingleItem();

        var other = new SwitchScript();
        other.Feed(
            new SwitchInput.PeerTold(
                1,
                new PeerMessage.OfSwitch(Desk, [new KillSwitchRecord.Engage(engagement)], engagement.Id, Given.Sec(5))
            )
        );
        other.State.Switch.ShouldBeOfType<KillSwitchState.Engaged>();
        other.Forget();
        other.Feed(new SwitchInput.PeerTold(2, push.Message));

        other.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
        other.MustHaveSetGate(Maker).ShouldBe(KillSwitchState.Clear.Instance);
        other.Unclaimed.OfType<SwitchEffect.AnswerPeer>().Select(x => x.Call).ShouldBe([1L, 2L], ignoreOrder: true);
    }

    [Fact]
    public void Reset_that_is_told_must_open_nothing_while_others_may_have_engaged_unheard()
    {
        var engagement = Told(Everything);
        _it.Feed(new SwitchInput.CoordinationLost(Cancels: false));

        _it.Feed(
            new SwitchInput.PeerTold(
                7,
                new PeerMessage.OfSwitch(
                    Other,
                    [new KillSwitchRecord.Reset([engagement], Ann, new Reason("mended"), At, Other)],
                    null,
                    Given.Sec(1)
                )
            )
        );

        _it.State.Switch.ShouldBeOfType<KillSwitchState.Unreadable>();
    }

    [Fact]
    public void Every_node_that_tells_must_be_answered_when_the_engine_stops()
    {
        Told(Everything);

        _it.Feed(new SwitchInput.Stopping());

        Answer().Waiting.ShouldBe([Maker, Taker], ignoreOrder: true);
    }

    private EngageKillSwitch Engage(out Engagement engagement)
    {
        var command = _it.Engages(Everything);
        engagement = _it.MustHaveStored().ShouldBeOfType<KillSwitchRecord.Engage>().Engagement;
        _it.Keeps(new KillSwitchRecord.Engage(engagement));
        return command;
    }

    private Engagement Told(KillSwitchScope scope, Engagement? engagement = null)
    {
        engagement ??= Engaged(KillSwitchHistory.Empty, scope, Other).Engagement;
        _it.Feed(
            new SwitchInput.PeerTold(
                _it.Unclaimed.Count + 1,
                new PeerMessage.OfSwitch(
                    Other,
                    [new KillSwitchRecord.Engage(engagement)],
                    engagement.Id,
                    Given.Sec(5)
                )
            )
        );
        return engagement;
    }

    private void See(params (SessionKey Session, NodeName Holder)[] holders) =>
        _it.Feed(
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

    private void Stops(SessionKey session)
    {
        _it.Closes(session);
        foreach (
            var cancel in _it.Unclaimed.OfType<SwitchEffect.Cancel>().Where(x => x.Command.Session == session).ToList()
        )
            _it.Ends(cancel.Command);
    }

    private void IsElsewhere(SessionKey session) => _it.Feed(new SwitchInput.Elsewhere(session));

    private void Reports(NodeName node, Engagement engagement, params ValueList<KillSwitchApplied> applied) =>
        _it.Feed(
            new SwitchInput.PeerEnded(engagement.Id, node, new PeerAnswer.Heard(new SwitchReport(node, applied, [])))
        );

    private List<SwitchEffect.Push> Pushes() => [.. _it.Unclaimed.OfType<SwitchEffect.Push>()];

    private SwitchReport Answer() => _it.Unclaimed.OfType<SwitchEffect.AnswerPeer>().ShouldHaveSingleItem().Report;

    private static KillSwitchApplied Applied(Engagement engagement, SessionKey session, NodeName node) =>
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

using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>What another node tells of its kill switch: it is merged, carried out and reported.</summary>
public sealed class ToldByOthersSpec : NodesStory
{
    [Fact]
    public void Node_that_is_told_must_stop_what_it_runs_and_report_it()
    {
        See((Maker, Desk), (Taker, Other));
        var engagement = Told(Everything);
        It.MustHaveSetGate(Maker).ShouldBe(KillSwitchState.Of([engagement]));
        IsElsewhere(Taker);
        Stops(Maker);

        var report = Answer();
        report.Node.ShouldBe(Desk);
        report.Applied.ShouldHaveSingleItem().Session.ShouldBe(Maker);
        report.Waiting.ShouldBeEmpty();
        It.MustAudit<AuditEntry.Learned>().Through.ShouldBe(Other);
    }

    [Fact]
    public void Node_that_is_told_must_report_by_the_time_that_it_was_given_what_is_not_proven()
    {
        Told(Everything);
        Stops(Maker);
        It.MustNotDo<SwitchEffect.AnswerPeer>();

        It.Passes(Given.Sec(5));

        var report = Answer();
        report.Applied.ShouldHaveSingleItem().Session.ShouldBe(Maker);
        report.Waiting.ShouldBe([Taker]);
    }

    [Fact]
    public void Engagement_must_be_canceled_under_one_id_however_often_and_from_wherever_it_is_heard()
    {
        var engagement = Told(MakerOnly);
        Told(MakerOnly, engagement);
        It.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of([new KillSwitchRecord.Engage(engagement)])));

        It.Unclaimed.OfType<SwitchEffect.Cancel>().Select(x => x.Command.Id).Distinct().ShouldHaveSingleItem();
        Stops(Maker);
        It.Unclaimed.OfType<SwitchEffect.AnswerPeer>().Count().ShouldBe(2);
    }

    [Fact]
    public void Engagement_that_is_told_must_be_put_into_a_store_that_lacks_it()
    {
        var engagement = Told(Everything);

        It.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Empty));

        It.MustHaveStored().ShouldBe(new KillSwitchRecord.Engage(engagement));
    }

    [Fact]
    public void Reset_must_be_told_to_others_once_it_is_stored_and_open_there_what_it_opens_here()
    {
        See((Maker, Desk), (Taker, Other));
        Engage(out var engagement);
        It.Keeps(new KillSwitchRecord.Engage(engagement));
        It.Forget();
        It.Resets(Everything, 9);
        var reset = It.MustHaveStored();
        It.MustNotDo<SwitchEffect.Push>();
        It.Keeps(reset);
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
        It.Feed(new SwitchInput.CoordinationLost(Cancels: false));

        It.Feed(
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

        It.State.Switch.ShouldBeOfType<KillSwitchState.Unreadable>();
    }

    [Fact]
    public void Oldest_report_must_be_given_early_and_say_so_when_more_is_told_than_is_reported_at_once()
    {
        var it = new SwitchScript(Usual with { MostRunning = 1 });
        var (first, second) = (
            Engaged(KillSwitchHistory.Empty, Everything, Other),
            new KillSwitchRecord.Engage(
                new Engagement(new EngagementId(Other, Run, 2), new Epoch(2), MakerOnly, Ann, new Reason("again"), At)
            )
        );
        Tell(1, first);
        it.MustNotDo<SwitchEffect.AnswerPeer>();

        Tell(2, second);

        var answer = it.Unclaimed.OfType<SwitchEffect.AnswerPeer>().ShouldHaveSingleItem();
        answer.Call.ShouldBe(1);
        answer.Report.Early.ShouldBe(MissingSessionReason.TooManyEngagements);
        answer.Report.Waiting.ShouldBe([Maker, Taker], ignoreOrder: true);
        it.State.Switch.ShouldBe(KillSwitchState.Of([first.Engagement, second.Engagement]));
        it.Unclaimed.OfType<SwitchEffect.Cancel>()
            .Select(x => x.Command.Id)
            .ShouldContain(StopRun.CancelId(second.Engagement, 0), "it is stopped under its own name and time");

        void Tell(long call, KillSwitchRecord.Engage record) =>
            it.Feed(
                new SwitchInput.PeerTold(
                    call,
                    new PeerMessage.OfSwitch(Other, [record], record.Engagement.Id, Given.Sec(5))
                )
            );
    }

    [Fact]
    public void Node_that_knows_of_a_reset_must_say_so_to_whoever_wants_a_report_of_the_engagement()
    {
        var engagement = It.IsEngaged(Everything);
        It.Resets(Everything, 1);
        It.Keeps(It.MustHaveStored());
        It.Forget();

        Told(Everything, engagement);

        var report = Answer();
        report.Early.ShouldBe(MissingSessionReason.Reset);
        report.Waiting.ShouldBe([Maker, Taker], ignoreOrder: true);
        It.MustNotDo<SwitchEffect.Cancel>();
        It.State.Runs.ShouldBeEmpty();
    }

    [Fact]
    public void Every_node_that_tells_must_be_answered_when_the_engine_stops()
    {
        Told(Everything);

        It.Feed(new SwitchInput.Stopping());

        Answer().Waiting.ShouldBe([Maker, Taker], ignoreOrder: true);
    }
}

using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>Whichever way a node comes to know of an engagement or a reset, it says so on that node.</summary>
public sealed class LearningSpec : NodesStory
{
    [Fact]
    public void Engagement_and_reset_of_this_node_must_be_published_here()
    {
        var engagement = It.Engages(Everything);
        var record = It.MustHaveStored();
        var engaged = It.MustPublish<KillSwitchChanged>();
        engaged.Engaged.ShouldHaveSingleItem().ShouldBe(((KillSwitchRecord.Engage)record).Engagement);
        (engaged.Cleared.Count, engaged.IsLearned, engaged.Node).ShouldBe((0, false, Desk));
        It.Keeps(record);
        It.Resets(engaged.Engaged[0].Id);

        It.Keeps(It.MustHaveStored());

        var cleared = It.MustPublish<KillSwitchChanged>();
        cleared.Cleared.ShouldBe(engaged.Engaged);
        cleared.People.ShouldBe([Ann]);
        (cleared.Engaged.Count, cleared.IsLearned, cleared.State).ShouldBe((0, false, KillSwitchState.Clear.Instance));
        It.MustTell<KillSwitchIncomplete>(engagement.Id);
    }

    [Fact]
    public void Reset_that_another_node_tells_must_be_published_before_anything_opens()
    {
        var engagement = Told(Everything);
        It.MustPublish<KillSwitchChanged>().Engaged.ShouldBe([engagement]);
        It.Forget();

        TellsReset(engagement);

        MustHavePublishedFirst(engagement);
        It.MustAudit<AuditEntry.Learned>().Through.ShouldBe(Other);
    }

    [Fact]
    public void Reset_that_the_log_has_must_be_published_and_audited_before_anything_opens()
    {
        var engagement = It.IsEngaged(Everything);
        var reset = new KillSwitchRecord.Reset([engagement], Bob, new Reason("mended"), At, Other);

        It.Reads(
            new KillSwitchReading.Complete(KillSwitchHistory.Of([new KillSwitchRecord.Engage(engagement), reset]))
        );

        MustHavePublishedFirst(engagement);
        var learned = It.MustAudit<AuditEntry.Learned>();
        (learned.Through, learned.Record).ShouldBe((null, reset));
    }

    [Fact]
    public void Engagement_that_was_cleared_before_the_node_heard_of_it_must_be_published_as_cleared()
    {
        var engaged = Engaged(KillSwitchHistory.Empty, Everything, Other);

        It.Reads(
            new KillSwitchReading.Complete(
                KillSwitchHistory.Of([
                    engaged,
                    new KillSwitchRecord.Reset([engaged.Engagement], Bob, new Reason("mended"), At, Other),
                ])
            )
        );

        var changed = It.MustPublish<KillSwitchChanged>();
        changed.Cleared.ShouldBe([engaged.Engagement]);
        changed.Engaged.ShouldBeEmpty();
    }

    [Fact]
    public void First_reading_must_publish_what_holds_what_was_cleared_here_last_and_nothing_that_was_long_before()
    {
        var (early, late, far) = (
            Engaged(KillSwitchHistory.Empty, Everything),
            Engaged(KillSwitchHistory.Of([Engaged(KillSwitchHistory.Empty, Everything)]), Everything),
            Engaged(KillSwitchHistory.Empty, Everything, Other)
        );
        var history = KillSwitchHistory.Of([
            early,
            late,
            far,
            Reset(early, At - Usual.LongestDeadline - Given.Ms(1), Desk),
            Reset(late, At, Desk),
            Reset(far, At + Given.Sec(1), Other),
        ]);
        var holding = Engaged(history, MakerOnly);

        var it = new SwitchScript(reading: new KillSwitchReading.Complete(history.Add(holding)));

        var changed = it.MustPublish<KillSwitchChanged>();
        changed.Engaged.ShouldBe([holding.Engagement]);
        changed.Cleared.ShouldBe([late.Engagement]);
        changed.IsLearned.ShouldBeTrue();

        static KillSwitchRecord.Reset Reset(KillSwitchRecord.Engage record, DateTimeOffset at, NodeName node) =>
            new([record.Engagement], Ann, new Reason("mended"), at, node);
    }

    [Fact]
    public void Nothing_must_be_published_when_what_is_heard_was_known()
    {
        var engagement = Told(Everything);
        It.Forget();

        Told(Everything, engagement);
        It.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of([new KillSwitchRecord.Engage(engagement)])));

        It.Unclaimed.OfType<SwitchEffect.Publish>().ShouldBeEmpty();
    }

    [Fact]
    public void Cancels_for_an_engagement_of_another_node_must_be_asked_for_once_in_its_name_and_time()
    {
        See((Maker, Desk), (Taker, Other));

        var engagement = Told(MakerOnly);

        var cancel = It.MustHaveCanceled(Maker);
        (cancel.RequestedBy, cancel.Reason).ShouldBe((Ann, engagement.Reason));
        cancel.Deadline.ShouldBe(Sec(5) * 0.95);
        It.MustNotDo<SwitchEffect.Cancel>();
    }

    [Fact]
    public void Cancels_for_an_engagement_that_the_log_told_first_must_not_stand_in_for_those_of_the_engagement_itself()
    {
        var engagement = Engaged(KillSwitchHistory.Empty, MakerOnly, Other).Engagement;
        It.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of([new KillSwitchRecord.Engage(engagement)])));
        var found = It.MustHaveCanceled(Maker);
        (found.RequestedBy, found.Reason, found.Deadline).ShouldBe((Ann, engagement.Reason, Usual.LongestDeadline));

        Told(MakerOnly, engagement);

        var cancel = It.MustHaveCanceled(Maker);
        cancel.Id.ShouldNotBe(found.Id);
        cancel.Deadline.ShouldBe(Sec(5) * 0.95);
    }

    [Fact]
    public void Proof_must_be_void_and_the_new_holder_waited_for_when_another_node_has_taken_the_session_over()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        IsElsewhere(Taker);
        Reports(Other, engagement, Applied(engagement, Taker, Other));
        It.Forget();

        See((Maker, Desk), (Taker, Third));
        Stops(Maker);
        It.MustNotTell<KillSwitchCompleted>();
        Pushes().Select(x => x.Node.Name).ShouldContain(Third);
        Reports(Other, engagement, Applied(engagement, Taker, Other));
        It.MustNotTell<KillSwitchCompleted>();

        It.Passes(Sec(10));

        var missing = It.MustTell<KillSwitchIncomplete>(command.Id).Missing.Single(x => x.Session == Taker);
        (missing.Reason, missing.Node).ShouldBe((MissingSessionReason.NodeUnreachable, Third));
    }

    [Fact]
    public void Session_must_be_complete_by_the_word_of_the_node_that_has_taken_it_over()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        It.Forget();
        See((Maker, Third), (Taker, Other));
        Reports(Other, engagement, Applied(engagement, Taker, Other));
        It.MustNotTell<KillSwitchCompleted>();

        Reports(Third, engagement, Applied(engagement, Maker, Third));

        It.MustTell<KillSwitchCompleted>(command.Id)
            .Applied.Select(x => (x.Session, x.Node))
            .ShouldBe([(Maker, Third), (Taker, Other)]);
    }

    [Fact]
    public void Session_must_be_stopped_here_once_more_when_this_node_has_it_back()
    {
        See((Maker, Desk), (Taker, Other));
        Engage(out _);
        Stops(Maker);
        See((Maker, Third), (Taker, Other));
        It.Forget();

        See((Maker, Desk), (Taker, Other));

        It.MustHaveSetGate(Maker).ShouldBeOfType<KillSwitchState.Engaged>();
        It.MustHaveCanceled(Maker);
    }

    private void TellsReset(Engagement engagement) =>
        It.Feed(
            new SwitchInput.PeerTold(
                77,
                new PeerMessage.OfSwitch(
                    Other,
                    [new KillSwitchRecord.Reset([engagement], Bob, new Reason("mended"), At, Other)],
                    null,
                    Sec(1)
                )
            )
        );

    private void MustHavePublishedFirst(Engagement engagement)
    {
        var effects = It.Unclaimed.ToList();
        effects
            .FindIndex(x => x is SwitchEffect.Publish { Event: KillSwitchChanged })
            .ShouldBeInRange(0, effects.FindIndex(x => x is SwitchEffect.SetGate) - 1);
        var changed = It.MustPublish<KillSwitchChanged>();
        changed.Cleared.ShouldBe([engagement]);
        changed.People.ShouldBe([Bob]);
        (changed.IsLearned, changed.State).ShouldBe((true, KillSwitchState.Clear.Instance));
        It.MustHaveSetGate(Maker).ShouldBe(KillSwitchState.Clear.Instance);
    }
}

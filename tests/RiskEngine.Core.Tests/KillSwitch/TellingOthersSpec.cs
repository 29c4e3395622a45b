using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>An engagement on one node of several: who is told, who is counted, who is named as missing.</summary>
public sealed class TellingOthersSpec : NodesStory
{
    [Fact]
    public void Others_must_be_told_after_the_own_guardians_and_be_asked_for_less_than_the_time_left()
    {
        See((Maker, Desk), (Taker, Other));
        It.Engages(Everything);

        var effects = It.Unclaimed.ToList();
        effects
            .FindLastIndex(x => x is SwitchEffect.SetGate or SwitchEffect.Cancel)
            .ShouldBeLessThan(effects.FindIndex(x => x is SwitchEffect.Push { Message.IsGreeting: false }));
        var push = Pushes().ShouldHaveSingleItem();
        push.Node.Name.ShouldBe(Other);
        push.Message.Within.ShouldBe(Given.Sec(9.5));
        push.Message.Records.ShouldHaveSingleItem().ShouldBe(It.MustHaveStored());
    }

    [Fact]
    public void What_no_store_has_must_be_told_with_the_next_engagement_only_if_it_is_not_told_by_its_own()
    {
        See((Maker, Desk), (Taker, Other));
        var first = It.Engages(Everything);
        var told = Pushes().ShouldHaveSingleItem().Message.Records;
        It.Forget();

        It.Engages(MakerOnly);
        Pushes().ShouldHaveSingleItem().Message.Records.ShouldNotContain(told[0], "it is on its way");
        It.Feed(new SwitchInput.PeerEnded(Engagement(told), Other, new PeerAnswer.NotTaken("refused")));
        It.Forget();
        It.Engages(MakerOnly);
        Pushes().ShouldHaveSingleItem().Message.Records.ShouldContain(told[0], "it did not arrive");
        It.Passes(Given.Sec(30));
        It.MustTell<KillSwitchIncomplete>(first.Id);
        It.Forget();
        It.Engages(MakerOnly);

        Pushes().ShouldHaveSingleItem().Message.Records.ShouldContain(told[0], "nobody tells it any more");

        static EngagementId Engagement(ValueList<KillSwitchRecord> records) =>
            ((KillSwitchRecord.Engage)records[0]).Engagement.Id;
    }

    [Fact]
    public void Session_that_another_node_reports_must_be_counted_once_with_its_node()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        IsElsewhere(Taker);

        Reports(Other, engagement, Applied(engagement, Taker, Other));

        var completed = It.MustTell<KillSwitchCompleted>(command.Id);
        completed.Applied.Select(x => (x.Session, x.Node)).ShouldBe([(Maker, Desk), (Taker, Other)]);
    }

    [Fact]
    public void Session_that_this_node_does_not_know_must_be_counted_too()
    {
        See((Maker, Desk), (Taker, Desk), (Far, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        Stops(Taker);
        It.MustNotTell<KillSwitchCompleted>();

        Reports(Other, engagement, Applied(engagement, Far, Other));

        It.MustTell<KillSwitchCompleted>(command.Id).Applied.Count.ShouldBe(3);
    }

    [Fact]
    public void Report_that_comes_twice_or_late_must_change_nothing()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        IsElsewhere(Taker);
        Reports(Other, engagement, Applied(engagement, Taker, Other));
        var told = It.Unclaimed.OfType<SwitchEffect.Tell>().Count();

        Reports(Other, engagement, Applied(engagement, Taker, Other));
        It.Unclaimed.OfType<SwitchEffect.Tell>().Count().ShouldBe(told);
        Stops(Maker);
        It.MustTell<KillSwitchCompleted>(command.Id);
        It.Forget();
        Reports(Other, engagement, Applied(engagement, Taker, Other));

        It.Unclaimed.ShouldBeEmpty();
    }

    [Fact]
    public void Report_of_another_engagement_or_in_anothers_name_must_not_be_counted()
    {
        See((Maker, Desk), (Taker, Other));
        Engage(out var engagement);
        Stops(Maker);
        IsElsewhere(Taker);
        var foreign = new Engagement(
            new EngagementId(Other, new EngineRunId(1), 9),
            new Epoch(9),
            engagement.Scope,
            engagement.By,
            engagement.Reason,
            engagement.At
        );

        Reports(Other, engagement, Applied(foreign, Taker, Other));
        Reports(Other, engagement, Applied(engagement, Taker, Third));

        It.MustNotTell<KillSwitchCompleted>();
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
            It.Forget();
            It.Feed(new SwitchInput.PeerEnded(engagement.Id, Other, new PeerAnswer.NotTaken("refused")));
            It.Passes(Given.Sec(1));
        }

        pushes.ShouldBe(10);
        var missing = It.MustTell<KillSwitchIncomplete>(command.Id).Missing.ShouldHaveSingleItem();
        (missing.Session, missing.Reason, missing.Node).ShouldBe((Taker, MissingSessionReason.NodeUnreachable, Other));
    }

    [Fact]
    public void Node_that_is_silent_until_the_deadline_must_be_named_and_not_be_told_twice()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out _);
        Stops(Maker);
        IsElsewhere(Taker);

        It.Passes(Given.Sec(10));

        Pushes().Count.ShouldBe(1);
        It.MustTell<KillSwitchIncomplete>(command.Id)
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

        It.Passes(Given.Sec(10));

        var missing = It.MustTell<KillSwitchIncomplete>(command.Id).Missing.ShouldHaveSingleItem();
        (missing.Session, missing.Reason, missing.Node).ShouldBe((Taker, MissingSessionReason.NoGuardian, null));
    }

    [Fact]
    public void Guardian_on_another_node_that_does_not_acknowledge_must_be_named_as_such()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        IsElsewhere(Taker);
        It.Feed(
            new SwitchInput.PeerEnded(engagement.Id, Other, new PeerAnswer.Heard(new SwitchReport(Other, [], [Taker])))
        );
        It.Passes(Given.Sec(10));

        It.MustTell<KillSwitchIncomplete>(command.Id)
            .Missing.ShouldHaveSingleItem()
            .Reason.ShouldBe(MissingSessionReason.NoAcknowledgment);
    }

    [Fact]
    public void Node_must_be_told_again_when_it_takes_a_session_over_after_its_report()
    {
        See((Maker, Desk), (Taker, Third), (Far, Other));
        Engage(out var engagement);
        Reports(Other, engagement, Applied(engagement, Far, Other));
        It.Passes(Given.Sec(2));
        It.Forget();

        See((Maker, Desk), (Taker, Other), (Far, Other));

        Pushes().ShouldHaveSingleItem().Node.Name.ShouldBe(Other);
    }

    [Fact]
    public void Proof_of_a_node_that_has_lost_the_session_must_be_void_while_nobody_holds_it()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        IsElsewhere(Taker);
        Reports(Other, engagement, Applied(engagement, Taker, Other));
        See((Maker, Desk));

        Stops(Maker);
        It.MustNotTell<KillSwitchCompleted>();
        It.Passes(Given.Sec(10));

        var missing = It.MustTell<KillSwitchIncomplete>(command.Id).Missing.ShouldHaveSingleItem();
        (missing.Session, missing.Reason).ShouldBe((Taker, MissingSessionReason.NoGuardian));
    }

    [Fact]
    public void New_holder_must_be_waited_for_when_nobody_held_the_session_in_between()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        IsElsewhere(Taker);
        Stops(Maker);
        See((Maker, Desk));
        Reports(Other, engagement, Applied(engagement, Taker, Other));
        It.MustNotTell<KillSwitchCompleted>();

        See((Maker, Desk), (Taker, Third));
        Pushes().ShouldContain(push => push.Node.Name == Third);
        Reports(Third, engagement, Applied(engagement, Taker, Third));

        It.MustTell<KillSwitchCompleted>(command.Id)
            .Applied.Select(x => (x.Session, x.Node))
            .ShouldBe([(Maker, Desk), (Taker, Third)]);
    }

    [Fact]
    public void Guardian_here_that_has_lost_its_session_must_not_be_counted_though_it_speaks_late()
    {
        See((Maker, Desk), (Taker, Desk));
        var command = Engage(out var engagement);
        Stops(Maker);
        See((Maker, Desk));

        Stops(Taker);
        It.MustNotTell<KillSwitchCompleted>();
        See((Maker, Desk), (Taker, Other));
        Stops(Taker);
        It.MustNotTell<KillSwitchCompleted>();
        Reports(Other, engagement, Applied(engagement, Taker, Other));

        It.MustTell<KillSwitchCompleted>(command.Id)
            .Applied.Select(x => (x.Session, x.Node))
            .ShouldBe([(Maker, Desk), (Taker, Other)]);
    }

    [Fact]
    public void Guardian_here_must_be_asked_again_and_counted_when_its_session_was_nobodys_for_a_while()
    {
        See((Maker, Desk), (Taker, Desk));
        var command = Engage(out _);
        Stops(Maker);
        See((Maker, Desk));
        Stops(Taker);
        It.MustNotTell<KillSwitchCompleted>();
        It.Forget();

        See((Maker, Desk), (Taker, Desk));
        It.MustHaveSetGate(Taker);
        It.Closes(Taker);
        It.Ends(It.MustHaveCanceled(Taker));

        It.MustTell<KillSwitchCompleted>(command.Id).Applied.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(MissingSessionReason.TooManyEngagements)]
    [InlineData(MissingSessionReason.Reset)]
    public void Session_must_be_missing_for_the_reason_for_which_its_node_has_reported_early(MissingSessionReason early)
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out var engagement);
        Stops(Maker);
        IsElsewhere(Taker);
        It.Feed(
            new SwitchInput.PeerEnded(
                engagement.Id,
                Other,
                new PeerAnswer.Heard(new SwitchReport(Other, [], [Taker]) { Early = early })
            )
        );
        It.Passes(Given.Sec(10));

        var missing = It.MustTell<KillSwitchIncomplete>(command.Id).Missing.ShouldHaveSingleItem();
        (missing.Session, missing.Reason, missing.Node).ShouldBe((Taker, early, Other));
    }

    [Fact]
    public void Session_that_comes_here_while_it_is_engaged_must_be_stopped_and_counted_here()
    {
        See((Maker, Desk), (Taker, Other));
        var command = Engage(out _);
        Stops(Maker);
        IsElsewhere(Taker);
        It.Forget();

        It.Feed(new SwitchInput.GuardianUp(Taker));
        It.MustHaveSetGate(Taker);
        It.Closes(Taker);
        It.Ends(It.MustHaveCanceled(Taker));

        It.MustTell<KillSwitchCompleted>(command.Id).Applied.Count.ShouldBe(2);
    }
}

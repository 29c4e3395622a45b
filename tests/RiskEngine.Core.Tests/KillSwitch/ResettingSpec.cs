using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;
using static RiskEngine.Core.Tests.SwitchScript;

namespace RiskEngine.Core.Tests;

public sealed class ResettingSpec
{
    [Fact]
    public void Nothing_must_open_before_the_store_has_the_reset()
    {
        var it = new SwitchScript();
        var engagement = it.IsEngaged(Everything);
        var reset = it.Resets(Everything, 1);
        var record = it.MustHaveStored();
        it.MustNotDo<SwitchEffect.SetGate>();
        it.MustNotTell<KillSwitchReset>();

        it.Keeps(record);

        it.MustHaveSetGate(Maker).ShouldBe(KillSwitchState.Clear.Instance);
        it.MustHaveSetGate(Taker).ShouldBe(KillSwitchState.Clear.Instance);
        var told = it.MustTell<KillSwitchReset>(reset.Id);
        told.Cleared.ShouldBe([engagement]);
        told.People.ShouldBe([Ann]);
        told.State.ShouldBe(KillSwitchState.Clear.Instance);
        it.MustAudit<AuditEntry.Reset>().Cleared.ShouldBe(1);
        it.MustNotDo<SwitchEffect.Cancel>();
    }

    [Fact]
    public void Everything_must_stay_engaged_when_the_reset_cannot_be_stored()
    {
        var it = new SwitchScript();
        it.IsEngaged(Everything);
        var reset = it.Resets(Everything, 1);

        it.FailsToKeep(it.MustHaveStored());

        it.MustTell<KillSwitchResetDenied>(reset.Id).Reason.ShouldBe(KillSwitchResetDeniedReason.NotStored);
        it.MustNotDo<SwitchEffect.SetGate>();
        it.State.Switch.ShouldBeOfType<KillSwitchState.Engaged>();
        it.Passes(Sec(60));
        it.MustNotDo<SwitchEffect.Store>();
    }

    [Fact]
    public void Engagement_must_hold_that_came_while_the_reset_was_on_its_way_to_the_store()
    {
        var it = new SwitchScript();
        it.IsEngaged(Everything);
        var reset = it.Resets(Everything, 1);
        var record = it.MustHaveStored();
        it.Engages(Everything);

        it.Keeps(record);

        it.MustTell<KillSwitchReset>(reset.Id)
            .State.ShouldBeOfType<KillSwitchState.Engaged>()
            .Foremost.Epoch.ShouldBe(new Epoch(2));
        it.State.Switch.For(Maker, null).ShouldBeOfType<KillSwitchState.Engaged>();
    }

    [Fact]
    public void Report_must_say_that_the_engagement_was_reset_when_it_is_before_the_cancels_have_ended()
    {
        var it = new SwitchScript();
        var engage = it.Engages(Everything);
        it.Keeps(it.MustHaveStored());
        it.Closes(Maker);
        it.Ends(it.MustHaveCanceled(Maker));
        it.Resets(Everything, 1);

        it.Keeps(it.MustHaveStored());

        var incomplete = it.MustTell<KillSwitchIncomplete>(engage.Id);
        incomplete.Proven.Single().Session.ShouldBe(Maker);
        incomplete.Missing.ShouldBe([new MissingSession(Taker, MissingSessionReason.Reset)]);
    }

    [Fact]
    public void Two_different_people_must_agree_when_the_settings_want_two()
    {
        var it = new SwitchScript(Usual with { Approvals = ResetApprovals.TwoPeople });
        var engagement = it.IsEngaged(Everything);
        var first = it.Resets(Everything, 1);
        it.Keeps(it.MustHaveStored());
        it.MustTell<KillSwitchResetApproved>(first.Id).Approvals.Single().Engagement.ShouldBe(engagement);
        it.MustNotDo<SwitchEffect.SetGate>();
        it.State.Status(it.Now.Wall).Approvals.Single().Person.ShouldBe(Ann);

        var again = it.Resets(Everything, 1);
        it.MustTell<KillSwitchResetDenied>(again.Id).Reason.ShouldBe(KillSwitchResetDeniedReason.SamePerson);
        var second = it.Resets(Everything, 1, Bob);
        it.Keeps(it.MustHaveStored());

        it.MustTell<KillSwitchReset>(second.Id).People.ShouldBe([Ann, Bob], ignoreOrder: true);
        it.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Wish_of_one_person_must_count_no_more_when_its_time_is_over()
    {
        var it = new SwitchScript(Usual with { Approvals = ResetApprovals.TwoPeople, ApprovalLifetime = Sec(600) });
        var engagement = it.IsEngaged(Everything);
        it.Resets(Everything, 1);
        it.Keeps(it.MustHaveStored());
        it.Passes(Sec(601));
        it.State.Status(it.Now.Wall).Approvals.ShouldBeEmpty();

        var late = it.Resets(Everything, 1, Bob);
        it.Keeps(it.MustHaveStored());

        it.MustTell<KillSwitchResetApproved>(late.Id).Approvals.ShouldHaveSingleItem().Person.ShouldBe(Bob);
        it.State.Switch.ShouldBe(KillSwitchState.Of([engagement]));
        it.Passes(Sec(600));
        var again = it.Resets(Everything, 1);
        it.Keeps(it.MustHaveStored());
        it.MustTell<KillSwitchReset>(again.Id).State.ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Two_people_who_ask_at_the_same_time_must_clear_it_together()
    {
        var it = new SwitchScript(Usual with { Approvals = ResetApprovals.TwoPeople });
        it.IsEngaged(Everything);
        var (ann, bob) = (it.Resets(Everything, 1), it.Resets(Everything, 1, Bob));
        var records = new[] { it.MustHaveStored(), it.MustHaveStored() };

        it.Keeps(records[1]);
        it.Keeps(records[0]);

        it.MustTell<KillSwitchResetApproved>(bob.Id);
        it.MustTell<KillSwitchReset>(ann.Id).State.ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Reset_must_be_refused_when_the_record_cannot_be_read()
    {
        var it = new SwitchScript(reading: new KillSwitchReading.Failed(Failure(StoreFault.Corrupt)));

        var reset = it.Resets(Everything, 1);

        it.MustTell<KillSwitchResetDenied>(reset.Id).Reason.ShouldBe(KillSwitchResetDeniedReason.RecordUnreadable);
        it.MustNotDo<SwitchEffect.Store>();
    }

    [Fact]
    public void Engagement_must_hold_that_came_with_the_log_when_the_reset_named_only_what_was_engaged_without_it()
    {
        var it = new SwitchScript(reading: new KillSwitchReading.Failed(Failure(StoreFault.Unavailable)));
        it.Engages(Everything);
        var ours = it.MustHaveStored().ShouldBeOfType<KillSwitchRecord.Engage>().Engagement;
        var older = new Engagement(
            new EngagementId(Desk, new EngineRunId(7), 50),
            new Epoch(50),
            Everything,
            Bob,
            new Reason("before the crash"),
            At
        );
        it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Empty.Add(new KillSwitchRecord.Engage(older))));
        it.Forget();
        var reset = it.Resets(ours.Id);

        it.Keeps(it.MustHaveStored());

        it.MustTell<KillSwitchReset>(reset.Id).Cleared.ShouldBe([ours]);
        it.State.Switch.ShouldBe(KillSwitchState.Of([older]));
    }

    [Fact]
    public void Reset_must_be_denied_with_what_is_engaged_when_it_names_none_or_an_unknown_one()
    {
        var it = new SwitchScript();
        var engagement = it.IsEngaged(Everything);

        foreach (
            var (reset, reason) in new[]
            {
                (it.Resets(), KillSwitchResetDeniedReason.NoneNamed),
                (it.Resets(engagement.Id, Unknown), KillSwitchResetDeniedReason.UnknownEngagement),
            }
        )
        {
            var denied = it.MustTell<KillSwitchResetDenied>(reset.Id);
            (denied.Reason, denied.Engagements).ShouldBe((reason, reset.Engagements));
            denied.State.ShouldBe(KillSwitchState.Of([engagement]));
        }

        it.MustNotDo<SwitchEffect.Store>();
        it.State.Switch.ShouldBe(KillSwitchState.Of([engagement]));
    }

    [Fact]
    public void Same_reset_must_join_or_get_the_same_answer_when_it_comes_again()
    {
        var it = new SwitchScript();
        it.IsEngaged(Everything);
        var reset = it.Resets(Everything, 1);
        it.Feed(new SwitchInput.ResetAsked(reset));
        it.Keeps(it.MustHaveStored());
        it.MustNotDo<SwitchEffect.Store>();
        var told = it.MustTell<KillSwitchReset>(reset.Id);

        it.Feed(new SwitchInput.ResetAsked(reset));

        it.MustTellAgain<KillSwitchReset>().ShouldBe(told);
    }
}

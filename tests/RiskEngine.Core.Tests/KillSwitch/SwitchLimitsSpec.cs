using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>What is kept is bounded, and no bound ever costs a stop (I11).</summary>
public sealed class SwitchLimitsSpec
{
    [Fact]
    public void Oldest_report_must_be_given_early_and_say_so_when_too_many_engagements_are_under_way()
    {
        var it = new SwitchScript(Usual with { MostRunning = 2 });
        var (first, second) = (it.Engages(Everything), it.Engages(MakerOnly));
        it.MustNotTell<KillSwitchIncomplete>();

        var third = it.Engages(Everything);

        var report = it.MustTell<KillSwitchIncomplete>(first.Id);
        report
            .Missing.Select(x => x.Reason)
            .ShouldBe([MissingSessionReason.TooManyEngagements, MissingSessionReason.TooManyEngagements]);
        it.MustNotTell<KillSwitchIncomplete>();
        it.State.IsPending(second.Id).ShouldBeTrue();
        it.State.IsPending(third.Id).ShouldBeTrue();
        it.State.Switch.ShouldBeOfType<KillSwitchState.Engaged>().Engagements.Count.ShouldBe(3);
    }

    [Fact]
    public void Details_of_what_was_cleared_first_must_be_folded_and_never_come_back_when_more_than_may_be_kept_are_cleared()
    {
        var it = new SwitchScript(Usual with { MostCleared = 8 });
        var log = new List<KillSwitchRecord>();
        var held = it.IsEngaged(MakerOnly);
        log.Add(new KillSwitchRecord.Engage(held));
        var cleared = new List<Engagement>();
        for (var i = 0; i < 9; i++)
        {
            it.MustNotDo<SwitchEffect.Folded>();
            cleared.Add(it.IsEngaged(Everything));
            log.Add(new KillSwitchRecord.Engage(cleared[^1]));
            it.Resets(cleared[^1].Id);
            log.Add(it.MustHaveStored());
            it.Keeps(log[^1]);
            it.Passes(Sec(1));
        }

        it.Unclaimed.OfType<SwitchEffect.Folded>().ShouldBe([new SwitchEffect.Folded(2, 7)]);
        it.Forget();
        it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of(log)));

        it.State.Switch.ShouldBe(KillSwitchState.Of([held]), "what holds is never folded");
        it.State.History.Count.ShouldBe(1 + 2 * 7);
        it.MustNotDo<SwitchEffect.Publish>();
        it.MustNotDo<SwitchEffect.Store>();
        var again = it.Resets(cleared[0].Id);
        it.MustTell<KillSwitchResetDenied>(again.Id).Reason.ShouldBe(KillSwitchResetDeniedReason.NotEngaged);
        it.State.History.Merge(KillSwitchHistory.Of(log)).ShouldBe(it.State.History);
        KillSwitchHistory.Of(log).Merge(it.State.History).ShouldBe(it.State.History);
    }

    [Fact]
    public void Names_that_are_folded_must_take_two_ranges_when_one_of_a_thousand_in_a_row_still_holds()
    {
        var history = KillSwitchHistory.Empty;
        for (var i = 1; i <= 1_000; i++)
        {
            var engagement = new Engagement(
                new EngagementId(Desk, Run, i),
                new Epoch(i),
                Everything,
                Ann,
                new Reason("spread gone"),
                At
            );
            history = history.Add(new KillSwitchRecord.Engage(engagement));
            if (i != 500)
                history = history.Add(
                    new KillSwitchRecord.Reset([engagement], Ann, new Reason("mended"), At.AddSeconds(i), Desk)
                );
        }

        var folded = history.Fold(ResetApprovals.OnePerson, keep: 0);

        (folded.Folded, folded.FoldedRanges, folded.Count).ShouldBe((999, 2, 1));
        folded.Merge(history).ShouldBe(folded);
        history.Merge(folded).ShouldBe(folded);
        history.Unfolded().Fold(ResetApprovals.OnePerson, keep: 0).ShouldBe(folded);
    }

    [Fact]
    public void Reset_must_be_denied_when_too_many_wait_and_let_through_when_it_makes_one_wait_less()
    {
        var it = new SwitchScript(Usual with { MostResets = 1, Approvals = ResetApprovals.TwoPeople });
        var (one, two) = (it.IsEngaged(Everything), it.IsEngaged(MakerOnly));
        it.Resets(one.Id);
        it.Keeps(it.MustHaveStored());

        var denied = it.Resets(two.Id);

        it.MustTell<KillSwitchResetDenied>(denied.Id).Reason.ShouldBe(KillSwitchResetDeniedReason.TooManyWaiting);
        var approved = it.Resets(new ResetKillSwitch([one.Id], new CommandId("second"), Bob, new Reason("agreed")));
        it.Keeps(it.MustHaveStored());
        it.MustTell<KillSwitchReset>(approved.Id).Cleared.ShouldBe([one]);
    }

    [Fact]
    public void Resets_must_be_denied_beyond_their_limit_when_the_store_does_not_answer()
    {
        var it = new SwitchScript(Usual with { MostResets = 1 });
        var (one, two) = (it.IsEngaged(Everything), it.IsEngaged(MakerOnly));
        it.Resets(one.Id);

        var denied = it.Resets(two.Id);

        it.MustTell<KillSwitchResetDenied>(denied.Id).Reason.ShouldBe(KillSwitchResetDeniedReason.TooManyWaiting);
        it.State.Resets.Count.ShouldBe(1);
    }

    [Fact]
    public void Engagement_that_matches_no_session_must_be_answered_when_it_is_reset_before_the_store_has_it()
    {
        var it = new SwitchScript();
        KillSwitchScope.TryParse("session/gemini/nobody", out var scope).ShouldBeTrue();
        var command = it.Engages(scope);
        var record = it.MustHaveStored();
        it.Resets(scope, 1);
        it.Keeps(it.MustHaveStored());

        it.MustTell<KillSwitchMatchesNothing>(command.Id).Engagement.Scope.ShouldBe(scope);
        it.Keeps(record);
        it.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
    }
}

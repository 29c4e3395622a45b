using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;
using static RiskEngine.Core.Tests.SwitchScript;

namespace RiskEngine.Core.Tests;

public sealed class EngagingSpec
{
    private static readonly KillSwitchScope Grid = new KillSwitchScope.Strategy(new StrategyId("grid"));

    [Fact]
    public void Every_gate_must_be_closed_before_the_first_cancel_and_the_store_come_last_when_engaged()
    {
        var it = new SwitchScript();

        it.Engages(Everything);

        it.Unclaimed.Where(effect => effect is not (SwitchEffect.Audit or SwitchEffect.Publish))
            .Select(effect => effect.GetType())
            .ShouldBe([
                typeof(SwitchEffect.SetGate),
                typeof(SwitchEffect.SetGate),
                typeof(SwitchEffect.Cancel),
                typeof(SwitchEffect.Cancel),
                typeof(SwitchEffect.Store),
            ]);
    }

    [Fact]
    public void Engagement_must_be_told_then_its_progress_and_its_proof_when_all_goes_well()
    {
        var it = new SwitchScript();
        var command = it.Engages(Everything);
        var record = it.MustHaveStored();
        it.Keeps(record);
        var engaged = it.MustTell<KillSwitchEngaged>(command.Id);
        engaged.Durability.ShouldBe(KillSwitchDurability.ThisNode);
        var (maker, taker) = (it.MustHaveCanceled(Maker), it.MustHaveCanceled(Taker));
        it.Passes(Ms(300));

        it.Closes(Maker);
        it.Closes(Taker);
        it.MustNotTell<KillSwitchProgress>();
        it.Ends(maker);
        it.MustPublish<KillSwitchApplied>().Session.ShouldBe(Maker);
        var progress = it.MustTell<KillSwitchProgress>(command.Id);
        (progress.Applied, progress.Expected).ShouldBe((1, 2));
        progress.Waiting.ShouldBe([Taker]);
        it.Ends(taker);

        var completed = it.MustTell<KillSwitchCompleted>(command.Id);
        completed.Engagement.ShouldBe(engaged.Engagement);
        completed.Applied.Select(applied => applied.Session).ShouldBe([Maker, Taker]);
        completed.Elapsed.ShouldBe(Ms(300));
        it.Passes(Sec(60));
        it.MustNotTell<KillSwitchIncomplete>();
    }

    [Fact]
    public void Sessions_must_be_named_with_the_reason_when_they_are_not_proven_at_the_deadline()
    {
        var it = new SwitchScript();
        var command = it.Engages(Everything, Sec(5));
        it.Keeps(it.MustHaveStored());
        var maker = it.MustHaveCanceled(Maker);
        maker.Deadline.ShouldBe(Sec(4.75), "what is left is for the answers");
        it.Closes(Maker);
        it.Passes(Sec(1));
        it.Ends(maker, Unconfirmed(maker, SessionCancelUnconfirmedReason.NoAnswer));

        it.Passes(Sec(3.9));
        it.MustNotTell<KillSwitchIncomplete>();
        it.Passes(Sec(0.1));

        var incomplete = it.MustTell<KillSwitchIncomplete>(command.Id);
        incomplete.Proven.ShouldBeEmpty();
        incomplete
            .Missing.Select(missing => (missing.Session, missing.Reason))
            .ShouldBe([(Maker, MissingSessionReason.NotProven), (Taker, MissingSessionReason.NoAcknowledgment)]);
        incomplete.Elapsed.ShouldBe(Sec(5));
    }

    [Fact]
    public void Nothing_must_be_called_applied_when_the_cancel_ended_but_the_guardian_has_not_said_that_it_obeys()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);
        it.Keeps(it.MustHaveStored());

        it.Ends(it.MustHaveCanceled(Maker));
        it.MustNotTell<KillSwitchCompleted>();

        it.Closes(Maker);
        it.MustTell<KillSwitchCompleted>(command.Id);
    }

    [Fact]
    public void Strategy_must_be_stopped_without_a_session_wide_cancel_when_the_scope_is_its_own()
    {
        var it = new SwitchScript();
        var command = it.Engages(Grid);
        it.Keeps(it.MustHaveStored());
        it.MustNotDo<SwitchEffect.Cancel>();

        it.Closes(Maker);
        it.Closes(Taker);
        it.MustNotTell<KillSwitchProgress>();
        var canceled = new StrategyOrders { Canceled = [new OrderId(7)], Others = 3 };
        it.Ends(it.MustHaveStopped(Maker), canceled);
        it.Ends(it.MustHaveStopped(Taker), isKnown: false);

        it.MustTell<KillSwitchCompleted>(command.Id)
            .Applied.Select(applied => (applied.Session, applied.Effect))
            .ShouldBe(
                [
                    (Maker, new KillSwitchEffect.StrategyStopped(true, canceled)),
                    (Taker, new KillSwitchEffect.StrategyStopped(false, StrategyOrders.None)),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void Answer_must_say_this_process_and_later_this_node_when_the_store_is_slow()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);
        var record = it.MustHaveStored();
        it.Closes(Maker);
        it.Ends(it.MustHaveCanceled(Maker));

        it.Passes(Sec(1.9));
        it.MustNotTell<KillSwitchEngaged>();
        it.Passes(Sec(0.1));

        it.MustTell<KillSwitchEngaged>(command.Id).Durability.ShouldBe(KillSwitchDurability.ThisProcess);
        it.MustTell<KillSwitchCompleted>(command.Id);
        it.Keeps(record);
        it.MustPublish<KillSwitchStored>().Durability.ShouldBe(KillSwitchDurability.ThisNode);
    }

    [Fact]
    public void Store_must_be_tried_until_it_has_the_engagement_and_be_told_of_once_when_it_fails()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);
        var record = it.MustHaveStored();
        it.FailsToKeep(record);
        it.MustTell<KillSwitchEngaged>(command.Id).Durability.ShouldBe(KillSwitchDurability.ThisProcess);
        it.MustSayOfStore().ShouldBe(Failure(StoreFault.Full));
        it.MustNotDo<SwitchEffect.Store>();

        for (var i = 0; i < 20; i++)
        {
            it.Passes(Sec(1));
            it.MustHaveStored().ShouldBe(record);
            it.FailsToKeep(record);
            it.MustNotDo<SwitchEffect.StoreTrouble>();
        }

        it.Passes(Sec(1));
        it.Keeps(it.MustHaveStored());
        it.MustSayOfStore().ShouldBeNull("it is well again");
        it.MustPublish<KillSwitchStored>();
        it.Passes(Sec(60));
        it.MustNotDo<SwitchEffect.Store>();
    }

    [Fact]
    public void Command_must_be_told_that_it_is_an_old_one_when_what_it_engaged_was_reset_since()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);
        it.Keeps(it.MustHaveStored());
        it.Closes(Maker);
        it.Ends(it.MustHaveCanceled(Maker));
        it.Resets(MakerOnly, 1);
        it.Keeps(it.MustHaveStored());
        it.Forget();

        it.Engages(command);

        it.MustTell<KillSwitchEngageDenied>(command.Id).Reason.ShouldBe(KillSwitchEngageDeniedReason.ResetSince);
        it.MustNotDo<SwitchEffect.TellAgain>();
        it.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Same_command_must_join_or_get_the_same_answers_when_it_comes_again()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);
        it.Engages(command);
        it.Keeps(it.MustHaveStored());
        it.MustNotDo<SwitchEffect.Store>();
        var engaged = it.MustTell<KillSwitchEngaged>(command.Id);
        it.Engages(command);
        it.MustTellAgain<KillSwitchEngaged>().ShouldBe(engaged);
        it.Closes(Maker);
        it.Ends(it.MustHaveCanceled(Maker));
        var completed = it.MustTell<KillSwitchCompleted>(command.Id);
        it.Forget();

        it.Engages(command);

        it.MustTellAgain<KillSwitchEngaged>().ShouldBe(engaged);
        it.MustTellAgain<KillSwitchCompleted>().ShouldBe(completed);
        it.Unclaimed.ShouldBeEmpty();
    }

    [Fact]
    public void Engaging_again_must_give_a_later_epoch_and_cancel_again()
    {
        var it = new SwitchScript();
        var first = it.IsEngaged(MakerOnly);

        it.Engages(MakerOnly);

        it.MustHaveStored().Epoch.ShouldBe(first.Epoch.Next());
        it.MustHaveCanceled(Maker);
    }

    [Fact]
    public void Engagements_must_have_different_ids_when_the_node_starts_again_without_its_memory()
    {
        var (before, after) = (new SwitchScript(), new SwitchScript(run: new EngineRunId(2)));

        var (first, second) = (before.IsEngaged(MakerOnly), before.IsEngaged(MakerOnly));
        var again = after.IsEngaged(MakerOnly);

        again.Epoch.ShouldBe(first.Epoch);
        ((EngagementId[])[first.Id, second.Id, again.Id]).ShouldBeUnique();
    }

    [Fact]
    public void Wide_and_narrow_engagements_must_run_side_by_side_and_be_reset_one_by_one()
    {
        var it = new SwitchScript();
        var (wide, narrow) = (it.Engages(Everything), it.Engages(MakerOnly));
        it.Keeps(it.MustHaveStored());
        it.Keeps(it.MustHaveStored());
        it.Closes(Maker);
        it.Closes(Taker);
        var cancels = it.Unclaimed.OfType<SwitchEffect.Cancel>().Select(cancel => cancel.Command).ToList();
        cancels.Select(cancel => (cancel.Session, cancel.Id)).ShouldBeUnique();
        cancels.Count.ShouldBe(3);

        foreach (var cancel in cancels)
            it.Ends(cancel);
        it.MustTell<KillSwitchCompleted>(wide.Id).Applied.Count.ShouldBe(2);
        it.MustTell<KillSwitchCompleted>(narrow.Id).Applied.Count.ShouldBe(1);
        it.Resets(MakerOnly, 2);
        it.Keeps(it.MustHaveStored());

        it.State.Switch.ShouldBeOfType<KillSwitchState.Engaged>().Foremost.Scope.ShouldBe(Everything);
    }

    [Fact]
    public void Cancel_must_be_asked_for_again_with_what_time_is_left_when_the_engine_itself_has_failed()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);
        it.Keeps(it.MustHaveStored());
        it.Closes(Maker);
        var cancel = it.MustHaveCanceled(Maker);
        it.Passes(Sec(3));
        it.Ends(cancel, Unconfirmed(cancel, SessionCancelUnconfirmedReason.SenderFailed));
        it.Feed(new SwitchInput.GuardianUp(Maker));

        it.State.Switch.ShouldBe(it.MustHaveSetGate(Maker));
        it.Passes(Ms(500));
        var again = it.MustHaveCanceled(Maker);
        again.Id.ShouldNotBe(cancel.Id);
        again.Deadline.ShouldBe(Sec(6.45));
        it.Ends(again);
        it.MustTell<KillSwitchCompleted>(command.Id);
    }

    [Fact]
    public void Cancels_that_the_engine_refuses_must_be_asked_for_with_growing_waits_until_their_time_is_over()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);
        it.Keeps(it.MustHaveStored());
        it.Closes(Maker);
        var tries = 0;
        foreach (var pause in new[] { 50, 100, 200, 400, 800, 1_000, 1_000 })
        {
            var cancel = it.MustHaveCanceled(Maker);
            tries++;
            it.Ends(cancel, new SessionCancelDenied(Maker, cancel.Id, SessionCancelDeniedReason.TooManyPending));
            it.Passes(Ms(pause - 1));
            it.MustNotDo<SwitchEffect.Cancel>();
            it.Passes(Ms(1));
        }

        it.Ends(it.MustHaveCanceled(Maker));
        it.MustTell<KillSwitchCompleted>(command.Id);
        tries.ShouldBe(7);
    }

    [Fact]
    public void Report_must_name_the_refusal_when_the_engine_refuses_until_the_deadline()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);
        it.Keeps(it.MustHaveStored());
        it.Closes(Maker);
        for (var i = 0; i < 100 && it.State.IsPending(command.Id); i++)
        {
            foreach (var cancel in it.Unclaimed.OfType<SwitchEffect.Cancel>().ToList())
            {
                it.MustHaveCanceled(Maker);
                it.Ends(
                    cancel.Command,
                    new SessionCancelDenied(Maker, cancel.Command.Id, SessionCancelDeniedReason.TooManyPending)
                );
            }

            it.Passes(Ms(100));
        }

        it.MustTell<KillSwitchIncomplete>(command.Id).Missing.Single().Reason.ShouldBe(MissingSessionReason.NotProven);
    }

    [Fact]
    public void Strategy_must_not_be_completed_when_one_of_its_orders_is_not_shown_to_be_closed()
    {
        var it = new SwitchScript();
        var command = it.Engages(Grid, Sec(5));
        it.Keeps(it.MustHaveStored());
        foreach (var session in new[] { Maker, Taker })
        {
            it.Closes(session);
            var stop = it.MustHaveStopped(session);
            stop.Deadline.ShouldBe(Sec(4.75));
            it.Ends(stop, session == Maker ? new StrategyOrders { Unaccounted = [new OrderId(7)] } : null);
        }

        var missing = it.MustTell<KillSwitchIncomplete>(command.Id).Missing.ShouldHaveSingleItem();
        (missing.Session, missing.Reason).ShouldBe((Maker, MissingSessionReason.NotProven));
    }

    [Fact]
    public void Strategys_orders_must_be_asked_for_again_when_the_guardian_could_not_go_on_or_came_up_anew()
    {
        var it = new SwitchScript();
        var command = it.Engages(Grid);
        it.Keeps(it.MustHaveStored());
        it.Closes(Taker);
        it.Ends(it.MustHaveStopped(Taker));
        it.Closes(Maker);
        var first = it.MustHaveStopped(Maker);

        it.Feed(
            new SwitchInput.StrategyStopped(
                new StrategyStopEnded(Maker, first.Id, true, StrategyOrders.None) { IsCut = true }
            )
        );
        it.MustNotTell<KillSwitchCompleted>();
        it.Passes(Ms(50));
        var second = it.MustHaveStopped(Maker);
        it.Feed(new SwitchInput.GuardianUp(Maker));
        it.MustHaveStopped(Maker).Id.ShouldBe(second.Id);
        it.Ends(second);

        it.MustTell<KillSwitchCompleted>(command.Id);
    }

    [Theory]
    [InlineData("session/gemini/nobody", "")]
    [InlineData("session/gemini/Maker-1", "session/gemini/maker-1")]
    [InlineData("exchange/gemni", "exchange/gemini")]
    [InlineData("exchange/other", "")]
    public void Scope_that_matches_nothing_must_be_latched_and_named_with_what_is_near(string text, string near)
    {
        var it = new SwitchScript();
        KillSwitchScope.TryParse(text, out var scope).ShouldBeTrue();
        var command = it.Engages(scope);
        it.Keeps(it.MustHaveStored());

        var nothing = it.MustTell<KillSwitchMatchesNothing>(command.Id);
        nothing.Near.ShouldBe(near.Length == 0 ? [] : [near]);
        it.MustNotTell<KillSwitchCompleted>();
        it.State.Switch.ShouldBe(KillSwitchState.Of([nothing.Engagement]));
    }

    [Theory]
    [InlineData("grid", true)]
    [InlineData("Grid", false)]
    [InlineData("no-such", false)]
    public void Strategy_must_be_completed_only_when_some_session_has_heard_of_it(string name, bool isKnown)
    {
        var it = new SwitchScript();
        var command = it.Engages(new KillSwitchScope.Strategy(new StrategyId(name)));
        it.Keeps(it.MustHaveStored());
        foreach (var session in new[] { Maker, Taker })
        {
            it.Closes(session);
            it.Ends(it.MustHaveStopped(session), isKnown: isKnown && session == Maker);
        }

        if (isKnown)
            it.MustTell<KillSwitchCompleted>(command.Id).Applied.Count.ShouldBe(2);
        else
            it.MustTell<KillSwitchMatchesNothing>(command.Id).Near.ShouldBe(name == "Grid" ? ["strategy/grid"] : []);
    }

    /// <summary>All is heard, and the store has not answered yet, when a later engagement takes its place.</summary>
    [Theory]
    [InlineData("strategy/no-such")]
    [InlineData("account/gemini/ACC1")]
    public void What_matches_nothing_must_not_be_completed_when_it_is_reported_early(string text)
    {
        var it = new SwitchScript(Usual with { MostRunning = 1 });
        KillSwitchScope.TryParse(text, out var scope).ShouldBeTrue();
        var command = it.Engages(scope);
        foreach (var session in new[] { Maker, Taker })
        {
            it.Closes(session);
            if (scope is KillSwitchScope.Strategy)
                it.Ends(it.MustHaveStopped(session), isKnown: false);
            else
                it.Ends(it.MustHaveCanceled(session));
        }

        it.Engages(Everything);

        it.MustTell<KillSwitchMatchesNothing>(command.Id).Stopped.Count.ShouldBe(2);
        it.MustNotTell<KillSwitchCompleted>();
    }

    [Fact]
    public void Account_that_no_session_names_must_not_be_completed_though_those_of_unknown_accounts_are_stopped()
    {
        var it = new SwitchScript();
        var command = it.Engages(new KillSwitchScope.Account(ExchangeName.Gemini, new AccountName("ACC1")));
        it.Keeps(it.MustHaveStored());
        foreach (var session in new[] { Maker, Taker })
        {
            it.Closes(session);
            it.Ends(it.MustHaveCanceled(session));
        }

        it.MustTell<KillSwitchMatchesNothing>(command.Id).Stopped.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("everything", 61.0, KillSwitchEngageDeniedReason.DeadlineTooLong)]
    public void Engaging_must_be_denied_with_nothing_stopped_when_its_deadline_is_too_long(
        string text,
        double? seconds,
        KillSwitchEngageDeniedReason reason
    )
    {
        var it = new SwitchScript();
        KillSwitchScope.TryParse(text, out var scope).ShouldBeTrue();

        var command = it.Engages(scope!, seconds is { } s ? Sec(s) : null);

        it.MustTell<KillSwitchEngageDenied>(command.Id).Reason.ShouldBe(reason);
        it.MustAudit<AuditEntry.Asked>();
        it.MustAudit<AuditEntry.ToldOfSwitch>();
        it.Unclaimed.ShouldBeEmpty();
        it.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Everyone_must_be_answered_when_the_engine_stops()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);

        it.Feed(new SwitchInput.Stopping());

        it.MustTell<KillSwitchEngaged>(command.Id).Durability.ShouldBe(KillSwitchDurability.ThisProcess);
        it.MustTell<KillSwitchIncomplete>(command.Id)
            .Missing.Single()
            .Reason.ShouldBe(MissingSessionReason.NoAcknowledgment);
    }

    [Fact]
    public void Trail_must_have_the_command_and_the_engagement_when_engaged()
    {
        var it = new SwitchScript();
        var command = it.Engages(MakerOnly);

        it.MustAudit<AuditEntry.Asked>().Id.ShouldBe(command.Id);
        it.MustAudit<AuditEntry.Engaged>().Engagement.Scope.ShouldBe(MakerOnly);
    }
}

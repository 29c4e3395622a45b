using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;
using static RiskEngine.Core.Tests.SwitchScript;

namespace RiskEngine.Core.Tests;

public sealed class SwitchMemorySpec
{
    [Theory]
    [InlineData(StoreFault.Corrupt, KillSwitchUnreadableReason.Corrupt)]
    [InlineData(StoreFault.NewerFormat, KillSwitchUnreadableReason.NewerFormat)]
    [InlineData(StoreFault.Locked, KillSwitchUnreadableReason.Locked)]
    [InlineData(StoreFault.Unavailable, KillSwitchUnreadableReason.Unavailable)]
    public void Everything_must_be_engaged_and_reading_go_on_when_the_record_cannot_be_read(
        StoreFault fault,
        KillSwitchUnreadableReason reason
    )
    {
        var it = new SwitchScript(reading: new KillSwitchReading.Failed(Failure(fault)));

        it.MustHaveSetGate(Maker).ShouldBe(new KillSwitchState.Unreadable(reason));
        it.MustHaveSetGate(Taker).ShouldBe(new KillSwitchState.Unreadable(reason));
        it.MustSayOfStore().ShouldBe(Failure(fault));
        it.MustNotDo<SwitchEffect.Cancel>();
        it.Passes(Sec(1));
        it.MustHaveRead();
        it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Empty));

        it.MustHaveSetGate(Maker).ShouldBe(KillSwitchState.Clear.Instance);
        it.MustSayOfStore().ShouldBeNull("it is well again");
    }

    [Fact]
    public void Engaging_must_work_and_outlive_the_reading_when_the_record_cannot_be_read_yet()
    {
        var it = new SwitchScript(reading: new KillSwitchReading.Failed(Failure(StoreFault.Locked)));
        it.Forget();
        var command = it.Engages(Everything);
        it.MustHaveSetGate(Maker);
        it.MustHaveCanceled(Maker);
        it.FailsToKeep(it.MustHaveStored());
        it.MustTell<KillSwitchEngaged>(command.Id).Durability.ShouldBe(KillSwitchDurability.ThisProcess);
        it.Forget();

        it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Empty));

        it.MustHaveSetGate(Maker).ShouldBeOfType<KillSwitchState.Engaged>();
    }

    [Fact]
    public void Sessions_must_be_halted_and_canceled_when_they_are_found_engaged_at_the_start()
    {
        var engaged = Engaged(KillSwitchHistory.Empty, MakerOnly);
        var history = KillSwitchHistory.Of([engaged]);

        var it = new SwitchScript(reading: new KillSwitchReading.Complete(history));

        it.MustHaveSetGate(Maker).ShouldBe(KillSwitchState.Of([engaged.Engagement]));
        it.MustHaveCanceled(Maker).RequestedBy.ShouldBe(Ann);
        it.MustNotDo<SwitchEffect.Cancel>();
        it.Reads(new KillSwitchReading.Complete(history));
        it.MustNotDo<SwitchEffect.Cancel>();
    }

    [Fact]
    public void Session_must_be_canceled_when_it_is_taken_over_though_its_engagement_was_known_long_before()
    {
        var history = KillSwitchHistory.Of([Engaged(KillSwitchHistory.Empty, MakerOnly)]);
        var it = new SwitchScript(reading: new KillSwitchReading.Complete(history));
        it.Forget();

        it.Feed(new SwitchInput.LogRead(new KillSwitchReading.Complete(history), Taker));
        it.MustNotDo<SwitchEffect.Cancel>();
        it.Feed(new SwitchInput.LogRead(new KillSwitchReading.Complete(history), Maker));

        it.MustHaveCanceled(Maker);
        it.MustNotDo<SwitchEffect.Cancel>();
    }

    [Fact]
    public void Sessions_must_be_halted_and_not_canceled_when_the_settings_say_so()
    {
        var history = KillSwitchHistory.Of([Engaged(KillSwitchHistory.Empty, Everything)]);

        var it = new SwitchScript(Usual with { CancelsAtStart = false }, new KillSwitchReading.Complete(history));

        it.MustHaveSetGate(Maker).ShouldBeOfType<KillSwitchState.Engaged>();
        it.MustNotDo<SwitchEffect.Cancel>();
    }

    [Fact]
    public void What_others_engaged_must_be_obeyed_and_what_is_known_here_kept_when_the_log_changes()
    {
        var it = new SwitchScript();
        var own = it.IsEngaged(MakerOnly);
        var other = Engaged(KillSwitchHistory.Empty, Everything, Other);
        it.Feed(new SwitchInput.LogChanged());
        it.MustHaveRead();

        it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of([other])));

        it.MustHaveSetGate(Taker).ShouldBe(KillSwitchState.Of([own, other.Engagement]));
        it.MustHaveCanceled(Taker);
        it.MustHaveStored().ShouldBe(new KillSwitchRecord.Engage(own), "the log has lost it, so it gets it back");
    }

    [Fact]
    public void Everything_must_count_as_engaged_when_the_store_is_not_the_one_any_more_until_it_can_be_read_again()
    {
        foreach (var isRead in new[] { true, false })
        {
            var it = new SwitchScript();
            if (isRead)
                it.Reads(new KillSwitchReading.Failed(Failure(StoreFault.Replaced)));
            else
            {
                it.Engages(MakerOnly);
                it.Feed(
                    new SwitchInput.Stored(
                        it.MustHaveStored(),
                        new KillSwitchAppend.Failed(Failure(StoreFault.Replaced))
                    )
                );
                it.MustHaveSetGate(Maker);
            }

            it.MustHaveSetGate(Taker).ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.Replaced));
            it.MustSayOfStore().ShouldBe(Failure(StoreFault.Replaced));
            it.Passes(Sec(1));
            it.ReadsAsAsked();
            it.MustHaveSetGate(Taker).ShouldBe(isRead ? KillSwitchState.Clear.Instance : it.State.Switch);
            it.State.Switch.For(Taker, null).ShouldBe(KillSwitchState.Clear.Instance);
        }
    }

    [Fact]
    public void What_is_known_must_be_kept_and_reading_go_on_when_a_later_reading_fails()
    {
        var it = new SwitchScript();
        it.Reads(new KillSwitchReading.Failed(Failure(StoreFault.Unavailable)));

        it.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
        it.MustNotDo<SwitchEffect.SetGate>();
        it.MustSayOfStore().ShouldNotBeNull();
        it.Passes(Sec(1));
        it.MustHaveRead();
    }

    [Fact]
    public void Everything_must_be_engaged_until_the_log_is_read_again_when_the_switch_itself_has_failed()
    {
        var it = new SwitchScript();
        it.IsEngaged(MakerOnly);

        it.State.AfterRestart().Switch.ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NotReadYet));
    }
}

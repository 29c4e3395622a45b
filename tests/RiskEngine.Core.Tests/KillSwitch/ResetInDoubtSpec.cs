using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;
using static RiskEngine.Core.Tests.SwitchScript;

namespace RiskEngine.Core.Tests;

/// <summary>A reset whose connection broke after it was sent to the store: only the log can say what became of it.</summary>
public sealed class ResetInDoubtSpec
{
    private readonly SwitchScript _it = new();
    private readonly Engagement _engagement;
    private readonly ResetKillSwitch _reset;
    private readonly KillSwitchRecord _record;

    public ResetInDoubtSpec()
    {
        _engagement = _it.IsEngaged(Everything);
        _reset = _it.Resets(_engagement.Id);
        _record = _it.MustHaveStored();
        _it.BreaksOff(_record);
    }

    private KillSwitchRecord Engaged => new KillSwitchRecord.Engage(_engagement);

    [Fact]
    public void Reset_must_stand_and_be_told_before_anything_opens_when_the_log_has_it()
    {
        MustBeShut();

        _it.ReadsAsAsked(Engaged, _record);

        var effects = _it.Unclaimed.ToList();
        var opens = effects.FindIndex(x => x is SwitchEffect.SetGate);
        effects
            .FindIndex(x =>
                x is SwitchEffect.Publish { Event: KillSwitchChanged changed } && changed.Cleared.Count == 1
            )
            .ShouldBeInRange(0, opens - 1);
        effects.FindIndex(x => x is SwitchEffect.Audit { Entry: AuditEntry.Reset }).ShouldBeInRange(0, opens - 1);
        effects.FindIndex(x => x is SwitchEffect.Tell { Event: KillSwitchReset }).ShouldBeInRange(0, opens - 1);
        _it.MustTell<KillSwitchReset>(_reset.Id).Cleared.ShouldBe([_engagement]);
        _it.MustHaveSetGate(Maker).ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Reset_must_be_denied_when_a_reading_lacks_it_that_began_when_nothing_of_it_could_be_under_way()
    {
        _it.ReadsAsAsked(Engaged);
        _it.MustNotTell<KillSwitchResetDenied>();
        _it.Passes(Usual.StorePatience);

        _it.ReadsAsAsked(Engaged);

        _it.MustTell<KillSwitchResetDenied>(_reset.Id).Reason.ShouldBe(KillSwitchResetDeniedReason.NotStored);
        MustBeShut();
    }

    [Fact]
    public void Reset_must_be_told_before_anything_opens_when_the_process_dies_in_doubt_and_the_next_one_finds_it_stored()
    {
        var next = new SwitchScript(
            reading: new KillSwitchReading.Failed(Failure(StoreFault.Locked)),
            run: new EngineRunId(2)
        );
        next.State.Switch.ShouldBeOfType<KillSwitchState.Unreadable>();
        next.LatestGate(Maker).ShouldBeOfType<KillSwitchState.Unreadable>();
        next.Forget();

        next.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of([Engaged, _record])));

        var effects = next.Unclaimed.ToList();
        var opens = effects.FindIndex(x => x is SwitchEffect.SetGate);
        effects
            .FindIndex(x => x is SwitchEffect.Audit { Entry: AuditEntry.Learned learned } && learned.Record == _record)
            .ShouldBeInRange(0, opens - 1);
        effects
            .FindIndex(x =>
                x is SwitchEffect.Publish { Event: KillSwitchChanged changed }
                && changed.Cleared.SequenceEqual([_engagement])
                && changed.People.SequenceEqual([Ann])
            )
            .ShouldBeInRange(0, opens - 1);
        next.LatestGate(Maker).ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Reading_that_was_asked_for_before_must_not_deny_it()
    {
        _it.Passes(Usual.StorePatience + Ms(1));

        _it.Feed(
            new SwitchInput.LogRead(new KillSwitchReading.Complete(KillSwitchHistory.Of([Engaged])))
            {
                AskedAt = Sec(60),
            }
        );

        _it.MustNotTell<KillSwitchResetDenied>();
        _it.ReadsAsAsked(Engaged);
        _it.ReadsAsAsked(Engaged, _record);
        _it.MustTell<KillSwitchReset>(_reset.Id);
    }

    [Fact]
    public void Reset_must_be_answered_in_doubt_by_its_deadline_and_be_published_when_the_log_is_read_at_last()
    {
        _it.Reads(new KillSwitchReading.Failed(Failure(StoreFault.Unavailable)));
        _it.Passes(Usual.Deadline);

        var doubt = _it.MustTell<KillSwitchResetInDoubt>(_reset.Id);
        doubt.Engagements.ShouldBe([_engagement.Id]);
        _it.State.IsPending(_reset.Id).ShouldBeFalse();
        MustBeShut();
        _it.Feed(new SwitchInput.ResetAsked(_reset));
        _it.MustTellAgain<KillSwitchResetInDoubt>().ShouldBe(doubt);

        _it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of([Engaged, _record])));

        _it.MustTell<KillSwitchReset>(_reset.Id).Cleared.ShouldBe([_engagement]);
        _it.MustPublish<KillSwitchChanged>().Cleared.ShouldBe([_engagement]);
        _it.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Nobody_must_be_told_of_the_reset_before_it_is_known_to_be_stored()
    {
        _it.Passes(Sec(60));

        _it.MustNotTell<KillSwitchReset>();
        _it.MustNotDo<SwitchEffect.Push>();
        _it.Unclaimed.OfType<SwitchEffect.Publish>().Where(x => x.Event is KillSwitchChanged).ShouldBeEmpty();
        MustBeShut();
    }

    [Fact]
    public void Reset_that_the_store_never_answers_must_be_answered_in_doubt_by_its_deadline()
    {
        var it = new SwitchScript();
        var reset = it.Resets(it.IsEngaged(Everything).Id);

        it.Passes(Usual.Deadline);

        it.MustTell<KillSwitchResetInDoubt>(reset.Id);
    }

    [Fact]
    public void Reset_must_not_be_denied_when_the_engine_stops_before_the_store_has_answered()
    {
        _it.Feed(new SwitchInput.Stopping());

        _it.MustTell<KillSwitchResetInDoubt>(_reset.Id);
        _it.MustNotTell<KillSwitchResetDenied>();
    }

    private void MustBeShut()
    {
        _it.State.Switch.ShouldBe(KillSwitchState.Of([_engagement]));
        _it.MustNotDo<SwitchEffect.SetGate>();
    }
}

using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>Two builds run beside each other: one does to the kill switch what the other does not know.</summary>
public sealed class NewerRecordSpec : NodesStory
{
    private static readonly KillSwitchRecord Newer = KillSwitchRecordJson.Read(
        """{"epoch":7,"kind":"pause","node":"desk-2"}"""u8.ToArray()
    )!;

    private static readonly KillSwitchState Stopped = new KillSwitchState.Unreadable(
        KillSwitchUnreadableReason.NewerFormat
    );

    [Fact]
    public void Everything_must_be_halted_when_a_node_tells_what_this_build_does_not_know()
    {
        Tell(Newer);

        It.State.Switch.ShouldBe(Stopped);
        It.MustHaveSetGate(Maker).ShouldBe(Stopped);
        It.MustHaveSetGate(Taker).ShouldBe(Stopped);
        It.MustAudit<AuditEntry.Learned>().Record.ShouldBe(Newer);
        It.MustNotDo<SwitchEffect.Cancel>();
    }

    [Fact]
    public void Record_must_be_given_to_the_store_when_that_lacks_it()
    {
        Tell(Newer);
        It.Reads(Log());

        It.MustHaveStored().ShouldBe(Newer);
        It.Keeps(Newer);
        It.State.Unstored.ShouldBeEmpty();
        It.State.Switch.ShouldBe(Stopped);
    }

    [Fact]
    public void Nothing_must_open_when_a_person_of_this_build_resets_what_is_known()
    {
        var engagement = Told(Everything);
        Tell(Newer);

        var command = It.Resets(Everything, engagement.Epoch.Value);

        It.MustTell<KillSwitchResetDenied>(command.Id).Reason.ShouldBe(KillSwitchResetDeniedReason.RecordUnreadable);
        It.State.Switch.ShouldBe(Stopped);
    }

    [Fact]
    public void Engagement_that_comes_with_it_must_be_carried_out_and_reported()
    {
        See((Maker, Desk), (Taker, Other));
        var engagement = Engaged(KillSwitchHistory.Empty, Everything, Other).Engagement;
        It.Feed(
            new SwitchInput.PeerTold(
                1,
                new PeerMessage.OfSwitch(
                    Other,
                    [Newer, new KillSwitchRecord.Engage(engagement)],
                    engagement.Id,
                    Given.Sec(5)
                )
            )
        );
        IsElsewhere(Taker);
        Stops(Maker);

        Answer().Applied.ShouldHaveSingleItem().Session.ShouldBe(Maker);
    }

    [Fact]
    public void Engagement_that_runs_must_go_on_to_its_proof_when_it_comes_meanwhile()
    {
        var command = Engage(out _);
        Tell(Newer);
        Stops(Maker);
        Stops(Taker);

        It.MustTell<KillSwitchCompleted>(command.Id).Applied.Count.ShouldBe(2);
    }

    [Fact]
    public void Next_engagement_must_come_above_the_epoch_that_it_names()
    {
        It.Reads(Log(Newer));

        It.Engages(Everything);

        It.MustHaveStored().Epoch.ShouldBe(new Epoch(8));
    }

    private void Tell(KillSwitchRecord record) =>
        It.Feed(new SwitchInput.PeerTold(1, new PeerMessage.OfSwitch(Other, [record], null, Given.Sec(5))));

    private static KillSwitchReading.Complete Log(params KillSwitchRecord[] records) =>
        new(KillSwitchHistory.Of(records));
}

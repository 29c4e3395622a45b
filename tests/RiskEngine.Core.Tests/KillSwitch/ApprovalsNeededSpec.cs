using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>Nodes that are set otherwise say so, and the stricter one wins.</summary>
public sealed class ApprovalsNeededSpec : NodesStory
{
    [Fact]
    public void Every_node_must_be_told_once_how_many_people_a_reset_needs_here()
    {
        See((Maker, Desk), (Far, Other));
        See((Maker, Desk), (Far, Other));

        var greeting = It.Unclaimed.OfType<SwitchEffect.Push>().ShouldHaveSingleItem();
        (greeting.Node.Name, greeting.Message.Approvals).ShouldBe((Other, 1));
        greeting.Message.IsGreeting.ShouldBeTrue();
    }

    [Fact]
    public void Node_that_did_not_answer_must_be_told_again_when_it_is_heard_of_again()
    {
        See((Far, Other));
        It.Feed(new SwitchInput.PeerGreeted(Other, new PeerAnswer.Silent("nothing")));
        See((Far, Other));

        It.Unclaimed.OfType<SwitchEffect.Push>().Count().ShouldBe(2);
    }

    [Fact]
    public void Greeting_must_be_answered_with_how_this_node_is_set()
    {
        Hear(2);

        Answer().Approvals.ShouldBe(1);
    }

    [Fact]
    public void Difference_must_be_told_once_and_be_seen_in_the_status()
    {
        Hear(2);
        Hear(2);

        It.Unclaimed.OfType<SwitchEffect.Publish>()
            .Select(x => x.Event)
            .OfType<KillSwitchApprovalsDiffer>()
            .ShouldBe([new KillSwitchApprovalsDiffer(Desk, 1, Other, 2)]);
        var status = It.State.Status(Given.Noon);
        (status.ApprovalsNeeded, status.ApprovalsDifferOn.Single()).ShouldBe((2, Other));
    }

    [Fact]
    public void Node_that_is_set_alike_or_does_not_say_must_change_nothing()
    {
        Hear(1);
        Hear(null);

        It.MustNotDo<SwitchEffect.Publish>();
        It.State.Status(Given.Noon).ApprovalsDifferOn.ShouldBeEmpty();
    }

    [Fact]
    public void Two_people_must_be_needed_here_too_once_another_node_asks_for_two_and_after_it_is_gone()
    {
        Hear(2);
        var engagement = It.IsEngaged(MakerOnly);
        See((Maker, Desk));

        var first = It.Resets(engagement.Id);
        It.Keeps(It.MustHaveStored());
        It.MustTell<KillSwitchResetApproved>(first.Id);
        It.State.Switch.ShouldBeOfType<KillSwitchState.Engaged>();
        var second = It.Resets(
            new ResetKillSwitch([engagement.Id], new CommandId("second"), Bob, new Reason("agreed"))
        );
        It.Keeps(It.MustHaveStored());
        It.MustTell<KillSwitchReset>(second.Id);
        It.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Looser_node_must_loosen_nothing()
    {
        var strict = new SwitchScript(Usual with { Approvals = ResetApprovals.TwoPeople });
        strict.Feed(
            new SwitchInput.PeerTold(1, new PeerMessage.OfSwitch(Other, [], null, Given.Sec(1)) { Approvals = 1 })
        );

        strict.MustPublish<KillSwitchApprovalsDiffer>().OthersApprovals.ShouldBe(1);
        strict.State.Status(Given.Noon).ApprovalsNeeded.ShouldBe(2);
    }

    [Fact]
    public void What_one_person_has_reset_must_hold_again_be_told_and_be_pulled_when_a_stricter_node_is_heard()
    {
        var engagement = It.IsEngaged(MakerOnly);
        It.Resets(engagement.Id);
        It.Keeps(It.MustHaveStored());
        It.State.Switch.ShouldBe(KillSwitchState.Clear.Instance);
        It.Forget();

        Hear(2);

        It.LatestGate(Maker).ShouldBe(KillSwitchState.Of([engagement]));
        It.MustPublish<KillSwitchApprovalsDiffer>();
        var changed = It.MustPublish<KillSwitchChanged>();
        (changed.Engaged.Single(), changed.Cleared.Count).ShouldBe((engagement, 0));
        It.MustHaveCanceled(Maker);
        It.MustHaveRead();
    }

    private void Hear(int? approvals) =>
        It.Feed(
            new SwitchInput.PeerTold(
                It.Unclaimed.Count + 1,
                new PeerMessage.OfSwitch(Other, [], null, Given.Sec(1)) { Approvals = approvals }
            )
        );
}

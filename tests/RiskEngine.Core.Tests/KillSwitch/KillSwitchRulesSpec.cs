using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

public sealed class KillSwitchRulesSpec
{
    private static readonly KillSwitchHistory Once = KillSwitchHistory.Empty.Add(
        Engaged(KillSwitchHistory.Empty, Everything)
    );

    [Fact]
    public void Switch_must_be_clear_when_nothing_was_ever_done() =>
        KillSwitchHistory.Empty.State().ShouldBe(KillSwitchState.Clear.Instance);

    [Fact]
    public void Denial_must_be_able_to_name_epoch_person_and_reason()
    {
        var state = Once.State().For(Maker, new StrategyId("grid")).ShouldBeOfType<KillSwitchState.Engaged>();

        state.Foremost.Id.ShouldBe(new EngagementId(Desk, new EngineRunId(1), 1));
        state.Foremost.By.ShouldBe(Ann);
        state.Foremost.Reason.ShouldBe(new Reason("spread gone"));
    }

    [Fact]
    public void Engaging_again_must_have_a_later_epoch_that_an_older_reset_leaves()
    {
        var twice = Once.Add(Engaged(Once, Everything));

        var after = AfterReset(twice, Everything, upTo: 1);

        after.State().ShouldBeOfType<KillSwitchState.Engaged>().Foremost.Epoch.ShouldBe(new Epoch(2));
        AfterReset(after, Everything, upTo: 2).State().ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Reset_must_clear_its_own_scope_only_when_a_wider_and_a_narrower_one_are_engaged()
    {
        var both = Once.Add(Engaged(Once, MakerOnly));

        AfterReset(both, Everything, upTo: 9)
            .State()
            .ShouldBeOfType<KillSwitchState.Engaged>()
            .Engagements.ShouldHaveSingleItem()
            .Scope.ShouldBe(MakerOnly);
        AfterReset(both, MakerOnly, upTo: 9).State().ShouldBe(Once.State());
    }

    [Fact]
    public void Engagement_must_hold_when_another_node_gave_the_same_epoch_and_the_reset_had_not_seen_it()
    {
        var theirs = KillSwitchHistory.Empty.Add(Engaged(KillSwitchHistory.Empty, Everything, Other));

        var merged = AfterReset(Once, Everything, upTo: 1).Merge(theirs);

        merged.State().ShouldBe(theirs.State());
    }

    [Fact]
    public void Engagement_must_hold_when_it_came_with_a_lower_epoch_from_behind_a_partition()
    {
        var late = KillSwitchHistory.Empty.Add(Engaged(KillSwitchHistory.Empty, Everything, Other));
        var ahead = Once.Add(Engaged(Once, Everything));

        var merged = AfterReset(ahead, Everything, upTo: 2).Merge(late);

        merged.State().ShouldBe(late.State());
    }

    [Fact]
    public void Engagement_must_hold_when_a_node_that_lost_its_memory_gives_an_epoch_again_that_was_reset()
    {
        var cleared = AfterReset(Once, Everything, upTo: 1);
        var again = Engaged(KillSwitchHistory.Empty, Everything, Desk, by: Bob);

        cleared.Add(again).State().ShouldBeOfType<KillSwitchState.Engaged>().Foremost.By.ShouldBe(Bob);
    }

    [Fact]
    public void Epoch_must_be_above_every_known_one_of_any_scope()
    {
        Engaged(Once, MakerOnly).Epoch.ShouldBe(new Epoch(2));
        Engaged(AfterReset(Once, Everything, upTo: Epoch.Limit), Everything).Epoch.ShouldBe(new Epoch(2));
    }

    [Fact]
    public void Reset_must_be_denied_when_what_it_names_was_cleared_before()
    {
        Denied(Reset(AfterReset(Once, Everything, 1), Everything, 1)).ShouldBe(KillSwitchResetDeniedReason.NotEngaged);
    }

    [Fact]
    public void Reset_must_be_denied_whole_when_it_names_one_that_is_unknown()
    {
        Denied(Reset(KillSwitchHistory.Empty, Everything, 1)).ShouldBe(KillSwitchResetDeniedReason.UnknownEngagement);
        var known = Seen(Once, Everything, 1);

        Denied(Named([.. known, Unknown], Once)).ShouldBe(KillSwitchResetDeniedReason.UnknownEngagement);
        Named(known, Once).ShouldBeOfType<ResetDecision.Clears>();
    }

    [Fact]
    public void Reset_must_be_denied_when_it_names_none() =>
        Denied(Named([], Once)).ShouldBe(KillSwitchResetDeniedReason.NoneNamed);

    [Fact]
    public void Reset_must_clear_what_it_names_and_nothing_else_when_scopes_and_epochs_are_the_same()
    {
        var theirs = Engaged(KillSwitchHistory.Empty, Everything, Other);
        var both = Once.Add(theirs).Add(Engaged(Once, MakerOnly));

        var cleared = Named([Engagement(Once).Id, Engagement(both, MakerOnly).Id], both)
            .ShouldBeOfType<ResetDecision.Clears>();

        cleared.Engagements.ShouldBe([Engagement(Once), Engagement(both, MakerOnly)], ignoreOrder: true);
        cleared.After.State().ShouldBe(KillSwitchState.Of([theirs.Engagement]));
    }

    [Fact]
    public void Reset_must_clear_the_rest_when_another_person_has_cleared_a_part_of_it()
    {
        var both = Once.Add(Engaged(Once, MakerOnly));
        var rest = AfterReset(both, Everything, 1);

        Named([Engagement(Once).Id, Engagement(both, MakerOnly).Id], rest)
            .ShouldBeOfType<ResetDecision.Clears>()
            .Engagements.ShouldBe([Engagement(both, MakerOnly)]);
    }

    [Fact]
    public void Reset_must_wait_for_another_person_when_two_must_agree()
    {
        var asked = Reset(Once, Everything, 1, Ann, ResetApprovals.TwoPeople).ShouldBeOfType<ResetDecision.Waits>();

        asked.After.State(ResetApprovals.TwoPeople).ShouldBe(Once.State());
        asked.After.Waiting(ResetApprovals.TwoPeople, At).ShouldHaveSingleItem().Person.ShouldBe(Ann);
        var approved = Reset(asked.After, Everything, 1, Bob, ResetApprovals.TwoPeople)
            .ShouldBeOfType<ResetDecision.Clears>();
        approved.After.State(ResetApprovals.TwoPeople).ShouldBe(KillSwitchState.Clear.Instance);
        approved.People.ShouldBe([Ann, Bob], ignoreOrder: true);
        approved.After.Waiting(ResetApprovals.TwoPeople, At).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("Ann")]
    public void Reset_must_be_denied_when_the_same_person_approves_it_under_any_spelling(string name)
    {
        var asked = AfterReset(Once, Everything, 1, Ann, ResetApprovals.TwoPeople);

        Denied(Reset(asked, Everything, 1, new RequestedBy.Person(name), ResetApprovals.TwoPeople))
            .ShouldBe(KillSwitchResetDeniedReason.SamePerson);
    }

    [Fact]
    public void Approval_must_not_count_for_an_engagement_that_came_after_it()
    {
        var asked = AfterReset(Once, Everything, 9, Ann, ResetApprovals.TwoPeople);
        var again = asked.Add(Engaged(asked, Everything));

        var after = AfterReset(again, Everything, 9, Bob, ResetApprovals.TwoPeople);

        after
            .State(ResetApprovals.TwoPeople)
            .ShouldBeOfType<KillSwitchState.Engaged>()
            .Engagements.ShouldHaveSingleItem()
            .Epoch.ShouldBe(new Epoch(2));
    }

    [Fact]
    public void Everything_must_be_stopped_when_the_log_cannot_be_read()
    {
        foreach (var fault in Enum.GetValues<StoreFault>())
            new KillSwitchReading.Failed(new StoreFailure(fault, "broken"))
                .State(ResetApprovals.OnePerson)
                .For(Maker, null)
                .ShouldBeOfType<KillSwitchState.Unreadable>();
    }

    private static Engagement Engagement(KillSwitchHistory history, KillSwitchScope? scope = null) =>
        history
            .Records.OfType<KillSwitchRecord.Engage>()
            .Single(x => x.Engagement.Scope == (scope ?? Everything) && x.Node == Desk)
            .Engagement;

    private static ResetDecision Named(ValueList<EngagementId> engagements, KillSwitchHistory history) =>
        KillSwitchRules.Reset(
            history,
            ResetApprovals.OnePerson,
            new ResetKillSwitch(engagements, new CommandId("reset"), Ann, new Reason("mended")),
            At,
            Desk
        );

    private static KillSwitchResetDeniedReason Denied(ResetDecision decision) =>
        decision.ShouldBeOfType<ResetDecision.Denied>().Reason;
}

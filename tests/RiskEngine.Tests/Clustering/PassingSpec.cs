namespace RiskEngine.Tests.Clustering;

/// <summary>Requests at a node that does not run the session, in virtual time.</summary>
public sealed class PassingSpec : DesksSpec
{
    private EngineNode Holder => Desks.Holder(Maker);

    private EngineNode Other => Desks.Other(Maker);

    public PassingSpec() => Desks.StartTwo();

    [Fact]
    public void Request_must_be_answered_by_the_guardian_wherever_it_is()
    {
        var cancel = Cancel(Maker);
        Ask<SessionCanceled>(cancel).Command.ShouldBe(cancel.Id);
        Ask<PrivateRequestAnswered>(Order(Maker));
        Ask<NonceLeased>(Lease(Maker));
        Ask<SessionStatus>(new GetSessionStatus(Maker)).Node.ShouldBe(Holder.Name);

        Holder.Sent(Maker).Count.ShouldBe(2);
        Other.Sent(Maker).ShouldBeEmpty();
    }

    [Fact]
    public void Page_of_an_outcome_must_be_read_from_the_guardian_wherever_it_is()
    {
        var cancel = Cancel(Maker);
        var canceled = Ask<SessionCanceled>(cancel).Canceled;

        Ask<OutcomeOrders>(new GetOutcomeOrders(Maker, cancel.Id, OutcomeList.Canceled, 0)).Orders.ShouldBe(canceled);
        Ask<OutcomeUnknown>(new GetOutcomeOrders(Maker, new CommandId("never"), OutcomeList.Canceled, 0));
    }

    [Fact]
    public void Command_that_is_sent_again_through_another_node_must_get_the_same_answer()
    {
        var order = Order(Maker);
        Holder.Ask<PrivateRequestAnswered>(order);

        Ask<PrivateRequestAnswered>(order);

        Holder.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Trail_of_the_node_that_runs_the_session_must_name_who_asked_and_through_which_node()
    {
        var cancel = Cancel(Maker);
        Ask<SessionCanceled>(cancel);
        Ask<SessionStatus>(new GetSessionStatus(Maker));

        var passed = Desks.Audit.Entries.OfType<AuditEntry.PassedOn>().ShouldHaveSingleItem();
        (passed.Node, passed.Through).ShouldBe((Holder.Name, Other.Name));
        (passed.Id, passed.By).ShouldBe((cancel.Id, Ann));
    }

    [Fact]
    public void Cancel_must_go_to_the_last_known_holder_while_the_store_is_away()
    {
        Desks.Store.IsAway = true;
        Desks.Pass(Desks.AWhile);

        Ask<SessionCanceled>(Cancel(Maker));

        Holder.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Cancel_must_be_denied_with_the_nodes_name_when_that_cannot_be_reached()
    {
        Desks.Store.IsAway = true;
        Desks.Peers.Unreachable.Add(Holder.Name);
        Other.Tell(Cancel(Maker));
        Desks.Pass(TimeSpan.FromSeconds(10) + Desks.Step);

        Other.Test.Expect<SessionCancelDenied>().Node.ShouldBe(Holder.Name);
    }

    [Fact]
    public void Cancel_must_be_unconfirmed_when_the_answer_is_lost_though_it_ran()
    {
        Desks.Store.IsAway = true;
        Desks.Peers.Mute.Add(Holder.Name);
        Other.Tell(Cancel(Maker));
        Desks.Pass(TimeSpan.FromSeconds(10) + Desks.Step);

        Other.Test.Expect<SessionCancelUnconfirmed>().Node.ShouldBe(Holder.Name);
        Holder.Sent(Maker).Count.ShouldBe(1);
        Desks
            .Audit.Entries.OfType<AuditEntry.Told>()
            .ShouldContain(x => x.Node == Other.Name && x.Outcome is SessionCancelUnconfirmed);
    }

    [Fact]
    public void Cancel_must_be_done_by_the_next_node_when_the_one_that_ran_the_session_dies()
    {
        var (holder, other) = (Holder, Other);
        holder.IsDead = true;
        other.Tell(Cancel(Maker));
        Desks.Pass(Desks.AWhile);

        other.Test.Expect<SessionCanceled>();
        other.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Session_that_no_node_could_run_must_be_unknown()
    {
        Other
            .Ask<SessionCancelDenied>(Cancel(Key("nobody-1")))
            .Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
    }

    [Fact]
    public void Everyone_must_be_answered_when_the_node_that_was_asked_stops()
    {
        var other = Other;
        Desks.Store.IsAway = true;
        Desks.Peers.Mute.Add(Holder.Name);
        other.Tell(Cancel(Maker));
        Desks.Pass(Desks.Step);

        other.Stop();

        // Read from the trail: whoever asked ends with the system, perhaps before it has looked.
        Desks
            .Audit.Entries.OfType<AuditEntry.Told>()
            .ShouldContain(x => x.Node == other.Name && x.Outcome is SessionCancelUnconfirmed);
    }

    private T Ask<T>(object message)
    {
        Other.Tell(message);
        Desks.Pass(Desks.Step);
        return Other.Test.Expect<T>();
    }
}

namespace RiskEngine.Tests.Clustering;

/// <summary>Requests at a node that does not run the session, in virtual time.</summary>
public sealed class PassingSpec : IDisposable
{
    private static readonly SessionKey Maker = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    private readonly Desks _desks = new();

    private EngineNode Holder => _desks.Holder(Maker);

    private EngineNode Other => _desks.Other(Maker);

    public PassingSpec() => _desks.Start("desk-1", "desk-2");

    public void Dispose() => _desks.Dispose();

    [Fact]
    public void Request_must_be_answered_by_the_guardian_wherever_it_is()
    {
        Ask<SessionCanceled>(Cancel("c-1")).Command.ShouldBe(new CommandId("c-1"));
        Ask<PrivateRequestAnswered>(Order("o-1"));
        Ask<NonceLeased>(new LeaseNonce(Maker, new CommandId("l-1"), new StrategyId("quoter")));
        Ask<SessionStatus>(new GetSessionStatus(Maker)).Node.ShouldBe(Holder.Name);

        Holder.Sent(Maker).Count.ShouldBe(2);
        Other.Sent(Maker).ShouldBeEmpty();
    }

    [Fact]
    public void Command_that_is_sent_again_through_another_node_must_get_the_same_answer()
    {
        Holder.Ask<PrivateRequestAnswered>(Order("o-1"));

        Ask<PrivateRequestAnswered>(Order("o-1"));

        Holder.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Trail_of_the_node_that_runs_the_session_must_name_who_asked_and_through_which_node()
    {
        Ask<SessionCanceled>(Cancel("c-1"));
        Ask<SessionStatus>(new GetSessionStatus(Maker));

        var passed = _desks.Audit.Entries.OfType<AuditEntry.PassedOn>().ShouldHaveSingleItem();
        (passed.Node, passed.Through).ShouldBe((Holder.Name, Other.Name));
        (passed.Id, passed.By).ShouldBe((new CommandId("c-1"), new RequestedBy.Person("ann")));
    }

    [Fact]
    public void Cancel_must_go_to_the_last_known_holder_while_the_store_is_away()
    {
        _desks.Store.IsAway = true;
        _desks.Pass(Desks.AWhile);

        Ask<SessionCanceled>(Cancel("c-1"));

        Holder.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Cancel_must_be_denied_with_the_nodes_name_when_that_cannot_be_reached()
    {
        _desks.Store.IsAway = true;
        _desks.Peers.Unreachable.Add(Holder.Name);
        Other.Tell(Cancel("c-1"));
        _desks.Pass(TimeSpan.FromSeconds(10) + Desks.Step);

        Other.Test.Expect<SessionCancelDenied>().Node.ShouldBe(Holder.Name);
    }

    [Fact]
    public void Cancel_must_be_unconfirmed_when_the_answer_is_lost_though_it_ran()
    {
        _desks.Store.IsAway = true;
        _desks.Peers.Mute.Add(Holder.Name);
        Other.Tell(Cancel("c-1"));
        _desks.Pass(TimeSpan.FromSeconds(10) + Desks.Step);

        Other.Test.Expect<SessionCancelUnconfirmed>().Node.ShouldBe(Holder.Name);
        Holder.Sent(Maker).Count.ShouldBe(1);
        _desks
            .Audit.Entries.OfType<AuditEntry.Told>()
            .ShouldContain(x => x.Node == Other.Name && x.Outcome is SessionCancelUnconfirmed);
    }

    [Fact]
    public void Cancel_must_be_done_by_the_next_node_when_the_one_that_ran_the_session_dies()
    {
        var (holder, other) = (Holder, Other);
        holder.IsDead = true;
        other.Tell(Cancel("c-1"));
        _desks.Pass(Desks.AWhile);

        other.Test.Expect<SessionCanceled>();
        other.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Session_that_no_node_could_run_must_be_unknown()
    {
        var unknown = new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("nobody-1"));

        Other
            .Ask<SessionCancelDenied>(new CancelSession(unknown, new CommandId("c"), null, Ann, new Reason("a test")))
            .Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
    }

    [Fact]
    public void Everyone_must_be_answered_when_the_node_that_was_asked_stops()
    {
        var other = Other;
        _desks.Store.IsAway = true;
        _desks.Peers.Mute.Add(Holder.Name);
        other.Tell(Cancel("c-1"));
        _desks.Pass(Desks.Step);

        other.Stop();

        // Read from the trail: whoever asked ends with the system, perhaps before it has looked.
        _desks
            .Audit.Entries.OfType<AuditEntry.Told>()
            .ShouldContain(x => x.Node == other.Name && x.Outcome is SessionCancelUnconfirmed);
    }

    private static RequestedBy.Person Ann => new("ann");

    private T Ask<T>(object message)
    {
        Other.Tell(message);
        _desks.Pass(Desks.Step);
        return Other.Test.Expect<T>();
    }

    private static CancelSession Cancel(string id) =>
        new(Maker, new CommandId(id), null, Ann, new Reason("a test"), TimeSpan.FromSeconds(10));

    private static SubmitPrivateRequest Order(string id) =>
        new(
            Maker,
            new CommandId(id),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );
}

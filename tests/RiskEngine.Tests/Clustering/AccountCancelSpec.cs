using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Clustering;

/// <summary>An account-wide cancel on one node, and the orders of another node's session on the same account.</summary>
public sealed class AccountCancelSpec : DesksSpec
{
    private static readonly TimeSpan Takes = TimeSpan.FromSeconds(2);

    private const string AccountWide = "risk-engine.sessions.maker-1.escalation.account-cancel = on";

    private EngineNode Canceling => Desks.Holder(Maker);

    private EngineNode Ordering => Desks.Holder(Taker);

    public AccountCancelSpec()
    {
        Desks.StartTwo(AccountWide);
        Canceling.ShouldNotBe(Ordering);
        Canceling.Test.Subscribe<AccountCancelEnded>();
        Canceling.Exchange["maker-1"].Script = request =>
            request.Request is ExchangeRequest.CancelAccountOrders
                ? Canceling.After(Takes, () => ScriptedGateway.Accept(request))
                : Task.FromResult<ExchangeAnswer>(
                    new ExchangeAnswer.Refused(RefusedReason.Malformed, new ExchangeReason("Code", "words"))
                );
    }

    [Fact]
    public void Order_of_another_nodes_session_must_wait_until_the_account_cancel_is_over()
    {
        Canceling.Tell(Cancel(Maker));
        Desks.Pass(Desks.Step);
        Canceling.Test.Expect<SessionCancelRejected>();

        Ordering.Tell(Order(Taker));
        Desks.Pass(Takes / 2);
        Ordering.Sent(Taker).ShouldBeEmpty();

        Desks.Pass(Takes);
        Ordering.Test.Expect<PrivateRequestAnswered>();
        Ended().Unheard.ShouldBeEmpty();
    }

    [Fact]
    public void End_must_name_the_node_that_was_not_reached_while_the_cancel_was_out()
    {
        Desks.Peers.Unreachable.Add(Ordering.Name);
        Canceling.Tell(Cancel(Maker));
        Desks.Pass(Takes + TimeSpan.FromSeconds(1));

        Ended().Unheard.ShouldBe([Ordering.Name]);
    }

    [Fact]
    public void Guardian_that_comes_up_on_another_node_must_let_no_order_out_until_the_account_cancel_is_over()
    {
        var (canceling, ordering) = (Canceling, Ordering);
        canceling.Tell(Cancel(Maker));
        Desks.Pass(Desks.Step);
        canceling.Test.Expect<SessionCancelRejected>();
        Hears(ordering, TimeSpan.FromSeconds(60));

        ordering.IsDead = true;
        Desks.Pass(Desks.AWhile * 2);
        Desks.Holder(Taker).ShouldBe(canceling);
        canceling.Tell(Order(Taker));
        Desks.Pass(TimeSpan.FromSeconds(5));

        canceling.Sent(Taker).ShouldBeEmpty();
    }

    /// <summary>The node that orders tells the other one of a cancel of its own.</summary>
    private void Hears(EngineNode from, TimeSpan within)
    {
        var by = Key("elsewhere-1");
        object? said = null;
        Canceling.Tell(
            new PeerMessage.OfAccount(from.Name, by, AccountIdentity.NotRead.Instance, within),
            answer => said = answer
        );
        Desks.Pass(Desks.Step);
        said.ShouldBe(new AccountCancelNoted(Canceling.Name, by));
    }

    private AccountCancelEnded Ended() => Canceling.Test.Fish<AccountCancelEnded>();
}

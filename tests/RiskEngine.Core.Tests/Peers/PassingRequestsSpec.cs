using RiskEngine.Core.Tests.Placing;
using static RiskEngine.Core.Tests.Peers.PassingMessages;

namespace RiskEngine.Core.Tests.Peers;

/// <summary>Orders, leases and queries for sessions that other nodes run.</summary>
public sealed class PassingRequestsSpec
{
    private readonly PassingScript _node = new();

    [Fact]
    public void Order_must_never_be_sent_again_when_it_may_have_arrived()
    {
        _node.Sees(holder: 2);
        _node.Asks(Order());
        _node.Silent(2);

        _node.Answer.ShouldBeOfType<PrivateRequestUnconfirmed>().Node.ShouldBe(Cluster.Name(2));
        _node.Sees(holder: 3);
        _node.Pass(Deadline);
        _node.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public void Order_must_stay_with_the_node_that_has_it_when_the_session_moves()
    {
        _node.Sees(holder: 2);
        _node.Asks(Order());

        _node.Sees(holder: 3);
        _node.Asked.Count.ShouldBe(1);
        _node.Pass(PassingScript.Limits.RequestPatience);

        _node.Answer.ShouldBeOfType<PrivateRequestUnconfirmed>().Node.ShouldBe(Cluster.Name(2));
    }

    [Fact]
    public void Order_must_be_denied_at_once_when_its_node_cannot_be_reached()
    {
        _node.Sees(holder: 2);
        _node.Asks(Order());
        _node.NotTaken(2);

        var denied = _node.Answer.ShouldBeOfType<PrivateRequestDenied>();
        denied.Reason.ShouldBe(PrivateRequestDeniedReason.NotOnThisNode);
        denied.Node.ShouldBe(Cluster.Name(2));
    }

    [Fact]
    public void Lease_must_say_that_a_nonce_may_be_lost_when_its_node_is_silent()
    {
        _node.Sees(holder: 2);
        _node.Asks(new LeaseNonce(Session, new CommandId("lease"), new StrategyId("quoter")));
        _node.Silent(2);

        _node.Answer.ShouldBeOfType<NonceLeaseDenied>().Reason.ShouldBe(NonceLeaseDeniedReason.NodeSilent);
    }

    [Fact]
    public void Query_must_name_the_node_that_does_not_answer()
    {
        _node.Sees(holder: 2);
        _node.Asks(new GetSessionStatus(Session));
        _node.Pass(PassingScript.Limits.QuickPatience);

        _node.Answer.ShouldBeOfType<SessionUnknown>().Node.ShouldBe(Cluster.Name(2));
    }

    [Fact]
    public void Answer_to_something_else_must_prove_nothing()
    {
        _node.Sees(holder: 2);
        _node.Asks(Order());

        _node.Hears(2, new PrivateRequestAnswered(Cluster.Session(2), Order().Id, "{}"));

        _node.Answer.ShouldBeOfType<PrivateRequestUnconfirmed>();
    }

    [Fact]
    public void Session_that_nobody_could_run_must_be_unknown()
    {
        _node.Sees(holder: 2);
        _node.Asks(new CancelSession(Cluster.Session(9), new CommandId("c"), null, Switches.Ann, new Reason("a test")));

        _node.Answer.ShouldBeOfType<SessionCancelDenied>().Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
    }

    [Fact]
    public void Orders_without_number_must_not_keep_a_cancel_from_passing()
    {
        _node.Sees(holder: 2);
        for (var i = 0; i <= PassingScript.Limits.Most; i++)
            _node.Asks(Order());
        _node.Answer.ShouldBeOfType<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.QueueFull);

        _node.Asks(Cancel());

        _node.Asked[^1].Message.ShouldBeOfType<CancelSession>();
    }
}

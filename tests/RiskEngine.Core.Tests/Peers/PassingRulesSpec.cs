using RiskEngine.Core.Tests.Placing;

namespace RiskEngine.Core.Tests.Peers;

/// <summary>Messages for sessions that other nodes run.</summary>
public sealed class PassingRulesSpec
{
    private static readonly SessionKey Session = Cluster.Session(1);
    private static readonly TimeSpan Deadline = Given.Sec(10);

    private readonly PassingScript _node = new();

    [Fact]
    public void Cancel_must_be_asked_of_the_holder_with_less_than_its_time_and_be_answered_with_what_it_said()
    {
        _node.Sees(holder: 2);
        _node.Asks(Cancel());

        var ask = _node.Asked.ShouldHaveSingleItem();
        ask.Node.Name.ShouldBe(Cluster.Name(2));
        ask.Patience.ShouldBe(Deadline);
        ask.Message.ShouldBeOfType<CancelSession>().Deadline.ShouldBe(Deadline * 0.95);

        _node.Hears(2, Canceled());
        _node.Answer.ShouldBe(Canceled());
        _node.IsHeard.ShouldBeTrue();
    }

    [Fact]
    public void Cancel_must_be_denied_with_the_holders_name_when_it_was_never_reached()
    {
        _node.Unreachable = 2;
        _node.Sees(holder: 2);
        _node.Asks(Cancel());
        _node.Pass(Deadline - Given.Ms(1));
        _node.Answers.ShouldBeEmpty();
        _node.Pass(Given.Ms(1));

        var denied = _node.Answer.ShouldBeOfType<SessionCancelDenied>();
        denied.Reason.ShouldBe(SessionCancelDeniedReason.NotOnThisNode);
        denied.Node.ShouldBe(Cluster.Name(2));
        _node.Asked.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Cancel_must_be_unconfirmed_when_the_holder_says_nothing_until_the_deadline()
    {
        _node.Sees(holder: 2);
        _node.Asks(Cancel());
        _node.Pass(Deadline);

        var unconfirmed = _node.Answer.ShouldBeOfType<SessionCancelUnconfirmed>();
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.NodeSilent);
        unconfirmed.Node.ShouldBe(Cluster.Name(2));
        unconfirmed.Effort.Elapsed.ShouldBe(Deadline);
    }

    [Fact]
    public void Cancel_must_be_sent_again_under_its_id_when_the_connection_broke()
    {
        _node.Sees(holder: 2);
        _node.Asks(Cancel());
        _node.Silent(2);
        _node.Asked.Count.ShouldBe(1);

        _node.Pass(PassingScript.Limits.LookAgain);
        _node.Asked.Count.ShouldBe(2);
        _node.Asked[1].Message.ShouldBeOfType<CancelSession>().Id.ShouldBe(Cancel().Id);

        _node.Hears(2, Canceled());
        _node.Answer.ShouldBe(Canceled());
    }

    [Fact]
    public void Cancel_must_be_asked_of_the_next_holder_while_the_first_one_hangs()
    {
        _node.Sees(holder: 2);
        _node.Asks(Cancel());
        _node.Pass(Given.Sec(5));

        _node.Sees(holder: 3);
        _node.Asked[^1].Node.Name.ShouldBe(Cluster.Name(3));
        _node.Hears(3, Canceled());

        _node.Answer.ShouldBe(Canceled());
        _node.Hears(2, Canceled());
        _node.Answers.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Denial_must_be_unconfirmed_when_another_node_may_have_canceled(bool stillOut)
    {
        _node.Sees(holder: 2);
        _node.Asks(Cancel());
        if (!stillOut)
            _node.Silent(2);
        _node.Sees(holder: 3);

        _node.Hears(3, new SessionCancelDenied(Session, Cancel().Id, SessionCancelDeniedReason.NoRequestInTime));

        _node.Answer.ShouldBeOfType<SessionCancelUnconfirmed>().Node.ShouldBe(Cluster.Name(2));
        _node.IsHeard.ShouldBeFalse();
    }

    [Fact]
    public void Denial_must_be_passed_back_when_nobody_else_was_asked()
    {
        var denied = new SessionCancelDenied(Session, Cancel().Id, SessionCancelDeniedReason.NoRequestInTime);
        _node.Sees(holder: 2);
        _node.Asks(Cancel());

        _node.Hears(2, denied);

        _node.Answer.ShouldBe(denied);
    }

    [Fact]
    public void Cancel_must_follow_the_session_when_the_node_asked_no_longer_runs_it()
    {
        _node.Sees(holder: 2);
        _node.Asks(Cancel());
        _node.Hears(2, Elsewhere());
        _node.Answers.ShouldBeEmpty();

        _node.Sees(holder: 1);

        _node.Asked[^1].Node.Name.ShouldBe(Cluster.Name(1), "it may be this node itself by now");
    }

    [Fact]
    public void Cancel_must_wait_for_somebody_to_run_the_session()
    {
        _node.Sees(holder: null);
        _node.Asks(Cancel());
        _node.Asked.ShouldBeEmpty();

        _node.Pass(Given.Sec(3));
        _node.Sees(holder: 2);

        _node.Asked.ShouldHaveSingleItem().Patience.ShouldBe(Given.Sec(7));
    }

    [Fact]
    public void Cancel_must_go_to_the_last_known_holder_that_is_no_longer_listed_as_live()
    {
        _node.Sees(holder: 2);
        _node.Sees(holder: 2, isLive: false);

        _node.Asks(Cancel());

        _node.Asked.ShouldHaveSingleItem().Node.ShouldBe(Cluster.Node(2, PassingScript.Sessions));
    }

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

    [Fact]
    public void Cancels_beyond_the_limit_must_be_denied()
    {
        for (var i = 0; i <= PassingScript.Limits.Most; i++)
            _node.Asks(Cancel());

        _node.Answer.ShouldBeOfType<SessionCancelDenied>().Reason.ShouldBe(SessionCancelDeniedReason.TooManyPending);
    }

    [Fact]
    public void Everyone_must_be_answered_when_the_engine_stops()
    {
        _node.Asks(Cancel());
        _node.Sees(holder: 2);
        _node.Asks(Order());

        _node.Stop();

        _node.Answers[0].ShouldBeOfType<SessionCancelUnconfirmed>();
        _node.Answers[1].ShouldBeOfType<PrivateRequestUnconfirmed>();
    }

    [Fact]
    public void Every_message_must_get_one_answer_by_its_deadline_whatever_the_nodes_do() =>
        Seeds.Run(
            Seeds.From(1, 200),
            seed =>
            {
                var random = new Random(seed);
                var node = new PassingScript();
                for (var i = 0; i < 60; i++)
                {
                    switch (random.Next(7))
                    {
                        case 0:
                            node.Sees(random.Next(4) is var holder and > 0 ? holder : null, random.Next(2) == 0);
                            break;
                        case 1:
                            node.Asks(random.Next(2) == 0 ? Cancel() : Order());
                            break;
                        case 2:
                            node.Hears(random.Next(1, 4), random.Next(3) == 0 ? Elsewhere() : Canceled());
                            break;
                        case 3:
                            node.NotTaken(random.Next(1, 4));
                            break;
                        case 4:
                            node.Silent(random.Next(1, 4));
                            break;
                        default:
                            node.Pass(Given.Ms(random.Next(1, 2000)));
                            break;
                    }
                }

                node.Pass(PassingScript.Limits.LongestDeadline);
                node.Answers.Count.ShouldBe(node.Calls);
            }
        );

    private static CancelSession Cancel() =>
        new(Session, new CommandId("cancel-1"), null, Switches.Ann, new Reason("a test"), Deadline);

    private static SessionCanceled Canceled() =>
        new(Session, Cancel().Id, CancelEffort.None, [], CancelListing.Complete, CancelProof.AccountQuiet);

    private static SessionCancelDenied Elsewhere() =>
        new(Session, Cancel().Id, SessionCancelDeniedReason.NotOnThisNode);

    private static SubmitPrivateRequest Order() =>
        new(
            Session,
            new CommandId("order-1"),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );
}

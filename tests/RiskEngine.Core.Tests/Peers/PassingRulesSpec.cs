using RiskEngine.Core.Tests.Placing;
using static RiskEngine.Core.Tests.Peers.PassingMessages;

namespace RiskEngine.Core.Tests.Peers;

/// <summary>Messages for sessions that other nodes run.</summary>
public sealed class PassingRulesSpec
{
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

    /// <summary>Any process that may send a cancel may name any deadline.</summary>
    [Theory]
    [InlineData(60_000.001)]
    [InlineData(922_337_203_685_477.0)]
    public void Cancel_must_be_denied_when_its_deadline_is_above_the_longest(double milliseconds)
    {
        var node = new PassingScript();
        node.Sees(holder: 2);
        node.Pass(Given.Sec(1));

        node.Asks(
            new CancelSession(
                Session,
                new CommandId("cancel-1"),
                null,
                Switches.Ann,
                new Reason("a test"),
                TimeSpan.FromMilliseconds(milliseconds)
            )
        );

        node.Answer.ShouldBeOfType<SessionCancelDenied>().Reason.ShouldBe(SessionCancelDeniedReason.DeadlineTooLong);
    }
}

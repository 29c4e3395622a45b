using RiskEngine.Core.Tests.Peers;
using static RiskEngine.Core.Tests.Peers.PassingMessages;

namespace RiskEngine.Core.Tests.Cases;

/// <summary>Each input of a node that passes messages on does something that can be named, and each message is passed on.</summary>
public sealed class PassingCasesSpec
{
    [Fact]
    public void Every_input_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<PassingInput>(
            new Dictionary<Type, Action>
            {
                [typeof(PassingInput.Asked)] = () => Asked().Asked.ShouldHaveSingleItem(),
                [typeof(PassingInput.Ended)] = () =>
                {
                    var node = Asked();
                    node.Hears(2, Canceled());
                    node.Answer.ShouldBe(Canceled());
                },
                [typeof(PassingInput.ViewChanged)] = () =>
                {
                    var node = new PassingScript();
                    node.Sees(holder: null);
                    node.Asks(Cancel());
                    node.Asked.ShouldBeEmpty();
                    node.Sees(holder: 2);
                    node.Asked.ShouldHaveSingleItem();
                },
                [typeof(PassingInput.Woke)] = () =>
                {
                    var node = Asked();
                    node.NotTaken(2);
                    node.Pass(PassingScript.Limits.LookAgain);
                    node.Asked.Count.ShouldBe(2);
                },
                [typeof(PassingInput.Stopping)] = () =>
                {
                    var node = Asked();
                    node.Stop();
                    node.Answer.ShouldBeOfType<SessionCancelUnconfirmed>().Node.ShouldNotBeNull();
                },
            }
        );

    [Fact]
    public void Every_answer_of_a_node_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<PeerAnswer>(
            new Dictionary<Type, Action>
            {
                [typeof(PeerAnswer.Heard)] = () =>
                {
                    var node = Asked();
                    node.Hears(2, Canceled());
                    node.IsHeard.ShouldBeTrue();
                },
                [typeof(PeerAnswer.NotTaken)] = () =>
                {
                    var node = Asked();
                    node.NotTaken(2);
                    node.Stop();
                    node.Answer.ShouldBeOfType<SessionCancelDenied>();
                },
                [typeof(PeerAnswer.Silent)] = () =>
                {
                    var node = Asked();
                    node.Silent(2);
                    node.Stop();
                    node.Answer.ShouldBeOfType<SessionCancelUnconfirmed>();
                },
            }
        );

    /// <summary>Of each it has to be known what answers it, how long it may take, and what is said without an answer.</summary>
    [Fact]
    public void Every_message_that_is_passed_on_must_be_answered_when_nobody_was_heard()
    {
        ISessionMessage[] passed =
        [
            Cancel(),
            Order(),
            new LeaseNonce(Session, new CommandId("lease-1"), new StrategyId("quoter")),
            new GetSessionStatus(Session),
            new GetOutcomeOrders(Session, new CommandId("c-1"), OutcomeList.Open, 0),
        ];
        passed
            .Select(x => x.GetType())
            .ShouldBe(
                typeof(ISessionMessage)
                    .Assembly.GetTypes()
                    .Where(x => x is { IsAbstract: false } && x.IsAssignableTo(typeof(ISessionMessage)))
                    .Where(x => PeerMessage.ForSession.IsPassedOn((ISessionMessage)Uninitialized(x))),
                ignoreOrder: true
            );

        foreach (var message in passed)
        {
            var node = new PassingScript();
            node.Sees(holder: 2);
            node.Asks(message);
            node.Silent(2);
            node.Stop();
            node.Answers.ShouldHaveSingleItem().Session.ShouldBe(Session);
        }
    }

    private static object Uninitialized(Type type) =>
        System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);

    private static PassingScript Asked()
    {
        var node = new PassingScript();
        node.Sees(holder: 2);
        node.Asks(Cancel());
        return node;
    }
}

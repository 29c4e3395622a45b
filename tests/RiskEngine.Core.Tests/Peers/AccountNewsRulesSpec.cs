using RiskEngine.Core.Tests.Placing;
using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests.Peers;

/// <summary>Node 1 of three, one of whose sessions cancels its account.</summary>
public sealed class AccountNewsRulesSpec
{
    private static readonly ValueList<SessionKey> Sessions = Cluster.Sessions(3);
    private static readonly SessionKey By = Sessions[0];
    private static readonly AccountIdentity Account = new AccountIdentity.Known("a");
    private static readonly NodeName Second = Cluster.Node(2, Sessions).Name;
    private static readonly NodeName Third = Cluster.Node(3, Sessions).Name;

    private readonly List<AccountNewsEffect> _effects = [];
    private AccountNewsState _state = AccountNewsState.Initial(Cluster.Node(1, Sessions).Name, PassingScript.Limits);

    private TimeSpan _now = Sec(60);
    private TimeSpan? _wakeAt;

    [Fact]
    public void Every_other_node_must_be_told_at_once_for_how_long_and_then_that_it_is_over()
    {
        See(2, 3);
        Begin(Sec(13));
        var told = Told();
        told.Select(x => x.Node.Name).ShouldBe([Second, Third], ignoreOrder: true);
        told.ShouldAllBe(x => x.Message.By == By && x.Message.Account == Account && x.Message.Within == Sec(13));
        Unheard().ShouldBe([Second, Third]);
        Hears(told[0]);
        Hears(told[1]);
        Unheard().ShouldBeEmpty();

        Pass(Sec(1));
        End();

        told = Told();
        told.Select(x => x.Node.Name).ShouldBe([Second, Third], ignoreOrder: true);
        told.ShouldAllBe(x => x.Message.Within == null);
        Hears(told[0]);
        Hears(told[1]);
        _state.Own.ShouldBeEmpty();
        _wakeAt.ShouldBeNull();
    }

    [Fact]
    public void Node_that_was_not_reached_must_be_told_again_until_it_has_heard_and_be_named_until_then()
    {
        See(2);
        Begin(Sec(13));
        for (var tries = 0; tries < 3; tries++)
        {
            Feed(Ended(Told().ShouldHaveSingleItem(), new PeerAnswer.NotTaken("refused")));
            Unheard().ShouldBe([Second]);
            Pass(PassingScript.Limits.LookAgain);
        }

        var told = Told().ShouldHaveSingleItem();
        told.Message.Within.ShouldBe(Sec(13) - 3 * PassingScript.Limits.LookAgain);
        Hears(told);
        Unheard().ShouldBeEmpty();
    }

    [Fact]
    public void Node_must_not_be_told_any_more_when_everybody_takes_the_cancel_for_over()
    {
        See(2);
        Begin(Sec(1));
        Feed(Ended(Told().ShouldHaveSingleItem(), new PeerAnswer.Silent("broken")));
        Pass(Sec(30));

        Told().Count.ShouldBe(3);
        _state.Own.ShouldBeEmpty();
        _wakeAt.ShouldBeNull();
    }

    [Fact]
    public void Answer_that_is_another_ones_must_not_count()
    {
        See(2);
        Begin(Sec(13));
        var told = Told().ShouldHaveSingleItem();
        Feed(Ended(told, new PeerAnswer.Heard("of tomorrow")));
        Feed(Ended(told, new PeerAnswer.Heard(new AccountCancelNoted(Third, By))));
        Feed(Ended(told, new PeerAnswer.Heard(new AccountCancelNoted(Second, Sessions[1]))));

        Unheard().ShouldBe([Second]);
    }

    [Fact]
    public void Late_answer_to_the_begin_must_not_count_for_the_end()
    {
        See(2);
        Begin(Sec(13));
        var begun = Told().ShouldHaveSingleItem();
        End();
        var over = Told().ShouldHaveSingleItem();

        Hears(begun);

        _state.Own.ShouldContainKey(By);
        Hears(over);
        _state.Own.ShouldBeEmpty();
    }

    [Fact]
    public void Node_that_joins_while_a_cancel_is_out_must_be_told()
    {
        See(2);
        Begin(Sec(13));
        Hears(Told().ShouldHaveSingleItem());
        Unheard().ShouldBeEmpty();

        See(2, 3);

        Told().ShouldHaveSingleItem().Node.Name.ShouldBe(Third);
        Unheard().ShouldBe([Third]);
    }

    [Fact]
    public void Sessions_here_must_hear_what_another_node_tells_and_so_must_one_that_comes_up_later()
    {
        var elsewhere = Sessions[1];
        Feed(new AccountNewsInput.Heard(new PeerMessage.OfAccount(Second, elsewhere, Account, Sec(2))));
        var news = new AccountCancelNews(elsewhere, Account, _now + Sec(2));
        Passed().ShouldBe([new AccountNewsEffect.Pass(news, null)]);
        Pass(Sec(1));
        Feed(new AccountNewsInput.GuardianUp(Sessions[2]));
        Passed().ShouldBe([new AccountNewsEffect.Pass(news, Sessions[2])]);
        Feed(new AccountNewsInput.GuardianUp(elsewhere));
        Passed().ShouldBeEmpty("it is its own cancel");

        Pass(Sec(1));
        Feed(new AccountNewsInput.GuardianUp(Sessions[2]));

        Passed().ShouldBeEmpty("nobody needs to have said that it is over");
    }

    [Fact]
    public void Guardian_that_comes_up_must_hear_of_the_cancels_of_its_own_node_too_and_of_none_that_is_over()
    {
        See(2);
        Begin(Sec(13));
        var until = _now + Sec(13);
        Feed(new AccountNewsInput.GuardianUp(Sessions[2]));
        Passed().ShouldBe([new AccountNewsEffect.Pass(new AccountCancelNews(By, Account, until), Sessions[2])]);
        End();

        Feed(new AccountNewsInput.GuardianUp(Sessions[2]));

        Passed().ShouldBeEmpty();
    }

    [Fact]
    public void Every_input_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<AccountNewsInput>(
            new Dictionary<Type, Action>
            {
                [typeof(AccountNewsInput.Told)] = () =>
                    new AccountNewsRulesSpec().Every_other_node_must_be_told_at_once_for_how_long_and_then_that_it_is_over(),
                [typeof(AccountNewsInput.Heard)] = () =>
                    new AccountNewsRulesSpec().Sessions_here_must_hear_what_another_node_tells_and_so_must_one_that_comes_up_later(),
                [typeof(AccountNewsInput.Ended)] = () =>
                    new AccountNewsRulesSpec().Answer_that_is_another_ones_must_not_count(),
                [typeof(AccountNewsInput.ViewChanged)] = () =>
                    new AccountNewsRulesSpec().Node_that_joins_while_a_cancel_is_out_must_be_told(),
                [typeof(AccountNewsInput.GuardianUp)] = () =>
                    new AccountNewsRulesSpec().Guardian_that_comes_up_must_hear_of_the_cancels_of_its_own_node_too_and_of_none_that_is_over(),
                [typeof(AccountNewsInput.Woke)] = () =>
                    new AccountNewsRulesSpec().Node_must_not_be_told_any_more_when_everybody_takes_the_cancel_for_over(),
            }
        );

    private void See(params int[] others) =>
        Feed(
            new AccountNewsInput.ViewChanged(
                new ClusterView(others.Prepend(1).Select(x => Cluster.Node(x, Sessions)).ToValueList(), [])
            )
        );

    private void Begin(TimeSpan within) =>
        Feed(new AccountNewsInput.Told(new AccountCancelNews(By, Account, _now + within)));

    private void End() => Feed(new AccountNewsInput.Told(new AccountCancelNews(By, Account, null)));

    private void Hears(AccountNewsEffect.Tell told) =>
        Feed(Ended(told, new PeerAnswer.Heard(new AccountCancelNoted(told.Node.Name, By))));

    private static AccountNewsInput.Ended Ended(AccountNewsEffect.Tell told, PeerAnswer answer) =>
        new(told.Message.By, told.Notice, told.Node.Name, answer);

    /// <summary>Lets time pass; what is told meanwhile is not heard.</summary>
    private void Pass(TimeSpan time)
    {
        var until = _now + time;
        while (_wakeAt is { } at && at <= until)
        {
            _now = at;
            Feed(new AccountNewsInput.Woke());
            foreach (var told in _effects.OfType<AccountNewsEffect.Tell>().TakeLast(at == until ? 0 : 1).ToList())
                Feed(Ended(told, new PeerAnswer.Silent("broken")));
        }

        _now = until;
    }

    private List<AccountNewsEffect.Tell> Told() => Take<AccountNewsEffect.Tell>();

    private List<AccountNewsEffect.Pass> Passed() => Take<AccountNewsEffect.Pass>();

    private ValueList<NodeName> Unheard() => Take<AccountNewsEffect.Report>()[^1].Unheard;

    private List<T> Take<T>()
        where T : AccountNewsEffect
    {
        var taken = _effects.OfType<T>().ToList();
        _effects.RemoveAll(x => x is T);
        return taken;
    }

    private void Feed(AccountNewsInput input)
    {
        var decision = AccountNewsRules.Decide(_state, input, _now);
        (_state, _wakeAt) = (decision.State, decision.WakeAt);
        _effects.AddRange(decision.Effects);
    }
}

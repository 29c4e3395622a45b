using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>An account's scope holds every session that trades on it, and no other that is known not to.</summary>
public sealed class AccountScopeSpec : NodesStory
{
    private static readonly AccountName Desk1 = new("desk1");
    private static readonly KillSwitchScope OfDesk1 = new KillSwitchScope.Account(ExchangeName.Gemini, Desk1);
    private static readonly SessionKey Named = new(ExchangeName.Gemini, Desk1, new SessionAlias("master-1"));
    private static readonly SessionKey Alias = new(
        ExchangeName.Gemini,
        new AccountName("other-name"),
        new SessionAlias("master-2")
    );

    private readonly SwitchScript _it = new(others: [Named, Alias]);

    [Fact]
    public void Sessions_of_the_account_must_be_stopped_by_its_identity_and_those_of_another_go_on()
    {
        _it.Trades(Named, "a");
        _it.Trades(Maker, "a");
        _it.Trades(Taker, "b");
        _it.Trades(Alias, "a");

        var command = _it.Engages(OfDesk1);
        _it.Keeps(_it.MustHaveStored());
        foreach (var session in new[] { Named, Maker, Alias })
            Stop(session);

        var completed = _it.MustTell<KillSwitchCompleted>(command.Id);
        completed.Applied.Select(x => x.Session).ShouldBe([Named, Maker, Alias], ignoreOrder: true);
        completed.UnknownAccounts.ShouldBeEmpty();
        _it.MustNotDo<SwitchEffect.SetGate>();
    }

    [Fact]
    public void Session_whose_account_is_not_known_must_be_stopped_too_and_named_so_whatever_account_it_names()
    {
        _it.Trades(Named, "a");
        _it.Trades(Maker, "a");

        var command = _it.Engages(OfDesk1);
        _it.Keeps(_it.MustHaveStored());
        foreach (var session in new[] { Named, Maker, Taker, Alias })
            Stop(session);

        var completed = _it.MustTell<KillSwitchCompleted>(command.Id);
        completed.Applied.Select(x => x.Session).ShouldBe([Named, Maker, Taker, Alias], ignoreOrder: true);
        completed.UnknownAccounts.ShouldBe([Alias, Taker]);
    }

    [Fact]
    public void Session_of_another_name_must_be_stopped_as_long_as_the_named_account_itself_is_not_known()
    {
        foreach (var session in new[] { Maker, Taker, Alias })
            _it.Trades(session, "b");
        var command = _it.Engages(OfDesk1);
        _it.Keeps(_it.MustHaveStored());
        _it.LatestGate(Alias).ShouldBeOfType<KillSwitchState.Engaged>();
        Stop(Named);

        _it.Trades(Named, "a");

        _it.LatestGate(Alias).ShouldBe(KillSwitchState.Clear.Instance);
        _it.MustTell<KillSwitchCompleted>(command.Id).Applied.Select(x => x.Session).ShouldBe([Named]);
    }

    [Fact]
    public void Session_that_is_known_to_trade_under_another_name_must_go_on_when_nobody_goes_by_the_one_that_was_given()
    {
        var it = new SwitchScript(others: [Alias]);
        foreach (var session in new[] { Maker, Taker, Alias })
            it.Trades(session, "b");

        it.Engages(OfDesk1);

        it.MustNotHaveSetGate(Alias);
        it.LatestGate(Maker).ShouldBe(it.State.Switch, "it names no account, so this one may be its");
    }

    [Fact]
    public void No_session_must_be_let_go_when_the_account_itself_is_not_known()
    {
        _it.Trades(Maker, "a");
        _it.Trades(Taker, "b");

        var command = _it.Engages(OfDesk1);
        _it.Passes(Given.Sec(10));

        _it.MustTell<KillSwitchIncomplete>(command.Id).UnknownAccounts.ShouldBe([Maker, Alias, Taker]);
    }

    [Fact]
    public void Session_must_leave_the_scope_when_it_is_found_to_trade_on_another_account()
    {
        _it.Trades(Named, "a");
        _it.Trades(Maker, "a");
        _it.Trades(Alias, "b");
        var command = _it.Engages(OfDesk1);
        _it.Keeps(_it.MustHaveStored());
        Stop(Named);
        Stop(Maker);
        _it.LatestGate(Taker).ShouldBeOfType<KillSwitchState.Engaged>();
        _it.MustNotTell<KillSwitchCompleted>();

        _it.Trades(Taker, "b");

        _it.LatestGate(Taker).ShouldBe(KillSwitchState.Clear.Instance);
        _it.MustTell<KillSwitchCompleted>(command.Id).Applied.Count.ShouldBe(2);
    }

    [Fact]
    public void Session_must_come_into_the_scope_when_it_is_found_to_trade_on_the_account()
    {
        _it.Trades(Named, "a");
        _it.Trades(Alias, "b");
        _it.Engages(OfDesk1);
        _it.Forget();

        _it.Trades(Alias, "a");

        _it.LatestGate(Alias).ShouldBe(_it.State.Switch);
        _it.MustHaveCanceled(Alias);
    }

    [Fact]
    public void Guardian_that_came_up_again_must_be_told_no_engagement_of_another_account()
    {
        _it.Trades(Named, "a");
        _it.Trades(Taker, "b");
        _it.Engages(OfDesk1);
        _it.Forget();

        _it.Feed(new SwitchInput.GuardianUp(Taker));
        _it.Feed(new SwitchInput.GuardianUp(Maker));

        _it.LatestGate(Taker).ShouldBe(KillSwitchState.Clear.Instance);
        _it.LatestGate(Maker).ShouldBe(_it.State.Switch);
    }

    [Fact]
    public void Node_that_is_told_must_let_go_whose_account_is_another_and_say_so()
    {
        It.Trades(Maker, "a");
        It.Trades(Taker, "b");
        var engagement = Engaged(KillSwitchHistory.Empty, OfDesk1, Other).Engagement;
        It.Feed(
            new SwitchInput.ViewChanged(
                new ClusterView(
                    [new ClusterNode(Other, null, [Named])],
                    [new SessionHolder(Named, Other, FencingToken.First)]
                )
            )
        );
        It.Feed(
            new SwitchInput.PeerTold(
                1,
                new PeerMessage.OfSwitch(Other, [new KillSwitchRecord.Engage(engagement)], engagement.Id, Given.Sec(5))
                {
                    Accounts = [new SessionAccount(Named, new AccountIdentity.Known("a"))],
                }
            )
        );

        It.LatestGate(Taker).ShouldBe(KillSwitchState.Clear.Instance);
        It.LatestGate(Maker).ShouldBe(It.State.Switch);
        Stops(Maker);
        var report = Answer();
        report.Applied.Select(x => x.Session).ShouldBe([Maker]);
        report.Waiting.ShouldBeEmpty();
        report.Accounts.Select(x => (x.Session, x.Identity.Value)).ShouldBe([(Maker, "a"), (Taker, "b")]);
    }

    [Fact]
    public void Session_on_another_node_must_not_be_waited_for_when_that_node_says_that_its_account_is_another()
    {
        _it.Trades(Named, "a");
        foreach (var session in new[] { Maker, Taker, Alias })
            _it.Trades(session, "b");
        _it.Feed(
            new SwitchInput.ViewChanged(
                new ClusterView(
                    [new ClusterNode(Other, null, [Far])],
                    [new SessionHolder(Far, Other, FencingToken.First)]
                )
            )
        );
        var command = _it.Engages(OfDesk1);
        var record = _it.MustHaveStored().ShouldBeOfType<KillSwitchRecord.Engage>();
        _it.Keeps(record);
        Stop(Named);
        _it.Unclaimed.OfType<SwitchEffect.Push>()
            .Where(push => !push.Message.IsGreeting)
            .ShouldHaveSingleItem()
            .Message.Accounts.ShouldContain(new SessionAccount(Named, new AccountIdentity.Known("a")));
        _it.MustNotTell<KillSwitchCompleted>();

        _it.Feed(
            new SwitchInput.PeerEnded(
                record.Engagement.Id,
                Other,
                new PeerAnswer.Heard(
                    new SwitchReport(Other, [], [])
                    {
                        Accounts = [new SessionAccount(Far, new AccountIdentity.Known("b"))],
                    }
                )
            )
        );

        _it.MustTell<KillSwitchCompleted>(command.Id).Applied.Select(x => x.Session).ShouldBe([Named]);
    }

    [Fact]
    public void No_more_accounts_must_be_told_than_half_a_message_holds_and_the_limit_permits()
    {
        var named = Enumerable
            .Range(100, 100)
            .Select(x => new SessionKey(ExchangeName.Gemini, Desk1, new SessionAlias($"master-{x}")))
            .ToValueList();
        var few = Tell(Usual with { MostAccountsTold = 7 }, "a");
        few.Count.ShouldBe(7);
        var sized = Tell(Usual, new string('x', AccountIdentity.Known.LongestText));
        sized.Count.ShouldBeInRange(10, 99);
        sized.Sum(PeerRun.SizeOf).ShouldBeLessThanOrEqualTo(PeerRun.PageBytes / 2);

        ValueList<SessionAccount> Tell(SwitchLimits limits, string identity)
        {
            var it = new SwitchScript(limits, others: named);
            foreach (var session in named)
                it.Trades(session, identity);
            it.Feed(
                new SwitchInput.ViewChanged(
                    new ClusterView(
                        [new ClusterNode(Other, null, [Far])],
                        [new SessionHolder(Far, Other, FencingToken.First)]
                    )
                )
            );
            it.Engages(OfDesk1);
            return it.Unclaimed.OfType<SwitchEffect.Push>().First(push => !push.Message.IsGreeting).Message.Accounts;
        }
    }

    private void Stop(SessionKey session)
    {
        var gate = _it.LatestGate(session);
        _it.Feed(new SwitchInput.GateKnown(new SessionGate(session, gate)));
        _it.Ends(_it.MustHaveCanceled(session));
    }
}

namespace RiskEngine.Tests.Clustering;

/// <summary>Several engines that share one store and have no other way to each other.</summary>
public sealed class ClusterSpec() : DesksSpec(areLinked: false)
{
    [Fact]
    public void Each_session_must_run_on_one_node_and_be_denied_on_the_other()
    {
        Desks.StartTwo();
        var (holder, other) = (Desks.Holder(Maker), Desks.Other(Maker));

        holder.Ask<PrivateRequestAnswered>(Order(Maker));
        other.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.NotOnThisNode);
        other.Ask<SessionCancelDenied>(Cancel(Maker)).Reason.ShouldBe(SessionCancelDeniedReason.NotOnThisNode);
        other.Sent(Maker).ShouldBeEmpty();
        other.Runs(Taker).ShouldBeTrue();
        holder.Runs(Taker).ShouldBeFalse();
    }

    [Fact]
    public void Account_must_be_canceled_with_the_other_key_when_one_node_runs_both_sessions()
    {
        var node = Desks.Start(
            "desk-1",
            "risk-engine.sessions.maker-1.escalation { account-cancel = on, account-cancel-with = taker-1 }"
        );
        node.Exchange["maker-1"].Script = _ =>
            Task.FromResult<ExchangeAnswer>(
                new ExchangeAnswer.Refused(RefusedReason.Account, new ExchangeReason("NoAccount", "none"))
            );

        node.Ask<SessionCancelRejected>(Cancel(Maker));
        Desks.Pass(TimeSpan.FromSeconds(1));

        node.Sent(Taker).ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelAccountOrders>();
        node.Sent(Maker).ShouldHaveSingleItem("the own key need not try what the other did");
    }

    [Fact]
    public void Session_of_a_node_that_is_cut_off_must_move_with_its_nonces_and_no_order_leave_the_old_node_any_more()
    {
        Desks.StartTwo();
        var (holder, other) = (Desks.Holder(Maker), Desks.Other(Maker));
        holder.Ask<PrivateRequestAnswered>(Order(Maker));
        var highest = holder.Sent(Maker).Max(x => x.Nonce);

        Desks.Store.CutOff.Add(holder.Name);
        Desks.Pass(Desks.AWhile);
        holder.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        other.Ask<PrivateRequestAnswered>(Order(Maker));
        other.Sent(Maker)[0].Nonce.ShouldBeGreaterThan(highest);
        var sent = holder.Sent(Maker).Count;

        // Whom a strategy trades with is not moved back just to spread the sessions evenly.
        other.Ask<StrategyWatched>(new RegisterStrategy(Maker, Quoter));
        Desks.Store.CutOff.Clear();
        Desks.Pass(Desks.AWhile);
        other.Runs(Maker).ShouldBeTrue();
        holder.Runs(Maker).ShouldBeFalse();
        holder.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.NotOnThisNode);
        holder.Sent(Maker).Count.ShouldBe(sent);
    }

    [Fact]
    public void Sessions_of_a_dead_node_must_move_to_the_other()
    {
        var (first, second) = Desks.StartTwo();

        first.IsDead = true;
        Desks.Pass(Desks.AWhile);

        second.Runs(Maker).ShouldBeTrue();
        second.Runs(Taker).ShouldBeTrue();
    }

    [Fact]
    public void Sessions_of_a_node_that_stops_must_pass_on_before_their_leases_would_have_ended()
    {
        var (first, second) = Desks.StartTwo();

        first.Stop();
        first.IsDead = true;
        Desks.Pass(TimeSpan.FromSeconds(2));

        second.Runs(Maker).ShouldBeTrue();
        second.Runs(Taker).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Engagement_on_one_node_must_halt_and_cancel_the_sessions_of_another_told_or_not(bool told)
    {
        Desks.StartTwo();
        Desks.Store.Tells = told;
        var (other, engager) = (Desks.Holder(Maker), Desks.Other(Maker));
        other.Ask<PrivateRequestAnswered>(Order(Maker));

        engager.AskSwitch<KillSwitchEngaged>(Engage(Everything));
        Desks.Pass(told ? Desks.Step : TimeSpan.FromSeconds(1) + Desks.Step);

        other.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        other.Sent(Maker)[^1].Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
    }

    [Fact]
    public void Session_of_a_node_that_died_uncanceled_must_be_canceled_by_the_one_that_engaged_and_takes_it_over()
    {
        Desks.StartTwo();
        var (holder, other) = (Desks.Holder(Maker), Desks.Other(Maker));
        holder.IsDead = true;
        other.AskSwitch<KillSwitchEngaged>(Engage(Everything));

        Desks.Pass(Desks.AWhile);

        other.Runs(Maker).ShouldBeTrue();
        other
            .Sent(Maker)
            .Select(x => x.Request)
            .ShouldHaveSingleItem()
            .ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
    }

    [Fact]
    public void Node_that_joins_while_engaged_must_be_halted_before_its_first_order()
    {
        var first = Desks.Start("desk-1");
        first.AskSwitch<KillSwitchEngaged>(Engage(Everything));
        first.IsDead = true;

        var late = Desks.Start("desk-2");

        late.Runs(Maker).ShouldBeTrue();
        late.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        late.Sent(Maker).ShouldAllBe(x => x.Request is ExchangeRequest.CancelSessionOrders);
    }

    [Fact]
    public void Node_that_loses_the_store_must_halt_its_orders_and_let_cancels_pass_until_it_is_back()
    {
        var node = Desks.Start("desk-1");
        node.Ask<PrivateRequestAnswered>(Order(Maker));

        Desks.Store.IsAway = true;
        Desks.Pass(TimeSpan.FromSeconds(4));
        node.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        node.Ask<SessionCanceled>(Cancel(Maker));
        Desks.Pass(Desks.AWhile);
        node.Ask<PrivateRequestDenied>(Order(Maker));
        node.Ask<SessionCanceled>(Cancel(Maker));

        Desks.Store.IsAway = false;
        Desks.Pass(Desks.AWhile);
        node.Ask<PrivateRequestAnswered>(Order(Maker));
    }

    [Theory]
    [InlineData("on", 1)]
    [InlineData("off", 0)]
    public void Node_that_loses_the_store_must_cancel_only_if_so_configured(string setting, int cancels)
    {
        var node = Desks.Start("desk-1", $"risk-engine.cluster.cancel-on-coordination-loss = {setting}");

        Desks.Store.IsAway = true;
        Desks.Pass(TimeSpan.FromSeconds(4));

        node.Sent(Maker).Count(x => x.Request is ExchangeRequest.CancelSessionOrders).ShouldBe(cancels);
    }

    [Fact]
    public void Histories_must_merge_when_the_store_is_back_after_an_engagement_that_it_did_not_hear_of()
    {
        var (first, second) = Desks.StartTwo();
        Desks.Store.IsAway = true;
        Desks.Pass(TimeSpan.FromSeconds(4));
        first.AskSwitch<KillSwitchEngaged>(Engage(Everything)).Durability.ShouldBe(KillSwitchDurability.ThisProcess);
        var orders = second.Sent(Maker).Concat(second.Sent(Taker)).Count(x => x.Lane == Lane.Order);

        Desks.Store.IsAway = false;
        for (var passed = TimeSpan.Zero; passed < Desks.AWhile; passed += Desks.Step)
        {
            Desks.Pass(Desks.Step);
            second.Ask<PrivateRequestDenied>(Order(Maker));
            second.Ask<PrivateRequestDenied>(Order(Taker));
        }

        second.Sent(Maker).Concat(second.Sent(Taker)).Count(x => x.Lane == Lane.Order).ShouldBe(orders);

        foreach (var node in Desks.Nodes)
            node.AskSwitch<KillSwitchStatus>(GetKillSwitch.Instance).State.ShouldBeOfType<KillSwitchState.Engaged>();
        second
            .Ask<PrivateRequestDenied>(Order(second.Runs(Maker) ? Maker : Taker))
            .Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
    }

    [Fact]
    public void Earlier_process_must_give_up_its_sessions_when_another_takes_its_name()
    {
        var earlier = Desks.Start("desk-1");
        earlier.Runs(Maker).ShouldBeTrue();

        var later = Desks.Start("desk-1");

        earlier.Runs(Maker).ShouldBeFalse();
        later.Runs(Maker).ShouldBeTrue();
    }
}

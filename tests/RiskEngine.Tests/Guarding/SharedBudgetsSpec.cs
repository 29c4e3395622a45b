using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

/// <summary>Sessions that share a budget hold each other's orders back, and nobody's cancel.</summary>
public sealed class SharedBudgetsSpec : VirtualSpec
{
    [Fact]
    public void Orders_of_an_account_must_share_its_budget_when_the_exchange_told_that_both_keys_act_on_it()
    {
        var engine = StartTrading("account-rate { requests-per-second = 1, burst = 2, cancel-share = 0.5 }");

        engine.Router.Tell(Order(Maker), Test.Ref);
        Test.Expect<PrivateRequestAnswered>();
        engine.Router.Tell(Order(Taker), Test.Ref);
        World.RunUntilQuiet();

        Orders("taker-1").ShouldBe(0);
        StatusOf(Taker, engine)
            .HeldRequests.ShouldBe([
                new HeldRequest(HeldRequestKind.Order, SharedBudgetScope.Account, TimeSpan.FromSeconds(2)),
            ]);
        World.Advance(TimeSpan.FromSeconds(2));
        Test.Expect<PrivateRequestAnswered>().Session.ShouldBe(Taker);
        StatusOf(Taker, engine).HeldRequests.ShouldBeEmpty();
    }

    [Fact]
    public void Orders_must_not_share_a_budget_when_their_keys_act_on_different_accounts()
    {
        Exchange["taker-1"].Script = request =>
            request.Request is ExchangeRequest.ReadAccount
                ? Task.FromResult<ExchangeAnswer>(new ExchangeAnswer.AccountRead(new AccountIdentity.Known("memo:B")))
                : ScriptedGateway.Accept(request);
        var engine = StartTrading("account-rate { requests-per-second = 1, burst = 2, cancel-share = 0.5 }");

        engine.Router.Tell(Order(Maker), Test.Ref);
        Test.Expect<PrivateRequestAnswered>();
        engine.Router.Tell(Order(Taker), Test.Ref);

        Test.Expect<PrivateRequestAnswered>().Session.ShouldBe(Taker);
    }

    [Fact]
    public void Orders_must_share_the_budget_of_the_address_whatever_their_accounts()
    {
        var engine = StartTrading("address-rate { requests-per-second = 1, burst = 2, cancel-share = 0.5 }");

        engine.Router.Tell(Order(Maker), Test.Ref);
        Test.Expect<PrivateRequestAnswered>();
        engine.Router.Tell(Order(Taker), Test.Ref);
        World.RunUntilQuiet();

        StatusOf(Taker, engine).HeldRequests.ShouldHaveSingleItem().Budget.ShouldBe(SharedBudgetScope.Address);
    }

    [Fact]
    public void Session_cancel_must_leave_at_once_when_every_budget_is_spent()
    {
        const string spent = "requests-per-second = 1, burst = 2, cancel-share = 0.5";
        var engine = StartTrading($"account-rate {{ {spent} }}\n address-rate {{ {spent} }}");
        for (var i = 0; i < 5; i++)
        {
            engine.Router.Tell(Cancel(Maker), Test.Ref);
            Test.Expect<SessionCanceled>();
        }

        engine.Router.Tell(Order(Taker), Test.Ref);
        World.RunUntilQuiet();

        // What left without a slot is counted, up to a bound.
        StatusOf(Taker, engine).HeldRequests.ShouldHaveSingleItem().For.ShouldBe(TimeSpan.FromSeconds(4));
    }

    /// <summary>Both sessions trade, and whose account each acts on has been asked; every budget is full again.</summary>
    private RiskEngineHandle StartTrading(string rates)
    {
        var engine = Start(
            $"risk-engine {{ guardian {{ preflight = on, look-after = 10h, max-queue-wait = 60s, {rates} }} }}"
        );
        World.Advance(TimeSpan.FromMinutes(1));
        foreach (var session in (SessionKey[])[Maker, Taker])
        {
            var status = StatusOf(session, engine);
            status.State.ShouldBe(SessionState.Active);
            status.Account.ShouldBeOfType<AccountIdentity.Known>();
        }

        return engine;
    }

    private int Orders(string alias) =>
        Exchange[alias].Sent.Count(request => request.Request is ExchangeRequest.SendPrivate);
}

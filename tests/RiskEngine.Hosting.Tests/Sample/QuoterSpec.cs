using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using RiskEngine.Hosting.Tests.Support;

namespace RiskEngine.Hosting.Tests.Sample;

/// <summary>A strategy on a real engine, whose exchange a test writes in five lines.</summary>
public sealed class QuoterSpec() : TestKit("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
{
    [Fact]
    public async Task Quoter_must_pull_the_session_when_the_exchange_does_not_answer_an_order()
    {
        var exchange = new ScriptedExchange(request =>
            request is ExchangeRequest.SendPrivate
                ? Task.FromResult<ExchangeAnswer>(
                    new ExchangeAnswer.Unknown(UnknownReason.NoAnswer, ExchangeReason.None)
                )
                : null
        );
        var engine = await EngineAsync(exchange);

        Sys.ActorOf(Props.Create(() => new Quoter(engine.Router, Desk.Maker, TimeSpan.Zero)));

        await Hosts.UntilAsync(() =>
            Task.FromResult(exchange.Sent.Any(request => request is ExchangeRequest.CancelSessionOrders))
        );
    }

    private Task<RiskEngineHandle> EngineAsync(IExchange exchange)
    {
        var config = ConfigurationFactory.ParseString(
            "risk-engine { guardian.preflight = off, sessions.maker-1 { verification = none } }"
        );
        var settings = RiskEngineSettings.Read(config, new KnownSecrets(), exchange);
        return Sys.StartRiskEngine(settings.ShouldBeOfType<SettingsResult.Valid>().Settings);
    }
}

/// <summary>A strategy by itself: the engine is a probe, and time is the test's.</summary>
public sealed class QuoterAloneSpec()
    : TestKit("akka { loglevel = OFF, scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\" }")
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Quoter_must_quote_again_only_when_its_session_was_proven(bool isProven)
    {
        var engine = CreateTestProbe();
        var quoter = Sys.ActorOf(Props.Create(() => new Quoter(engine.Ref, Desk.Maker, Pace)));
        await engine.ExpectMsgAsync<RegisterStrategy>();
        var order = await engine.ExpectMsgAsync<SubmitPrivateRequest>();
        quoter.Tell(new PrivateRequestUnconfirmed(order.Session, order.Id, ExchangeReason.None));
        var cancel = await engine.ExpectMsgAsync<CancelSession>();

        quoter.Tell(
            isProven
                ? new SessionCanceled(
                    cancel.Session,
                    cancel.Id,
                    CancelEffort.None,
                    [],
                    CancelListing.Complete,
                    CancelProof.AcceptedByExchange
                )
                : new SessionCancelDenied(cancel.Session, cancel.Id, SessionCancelDeniedReason.EngineStopping)
        );
        await SettledAsync(quoter);
        ((TestScheduler)Sys.Scheduler).Advance(Pace);
        await SettledAsync(quoter);

        engine.HasMessages.ShouldBe(isProven);
    }

    /// <summary>Waits until an actor has handled what it was sent before.</summary>
    private static Task<ActorIdentity> SettledAsync(IActorRef actor) =>
        actor.Ask<ActorIdentity>(new Identify(null), Timeout.InfiniteTimeSpan);
}

using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Rehearsing;

public sealed class RehearsalSpec : VirtualSpec
{
    [Fact]
    public void Rehearsal_must_cancel_on_its_own_wire_alone_when_the_engine_starts()
    {
        Test.Subscribe<ISessionMessage>();

        Start("risk-engine.guardian.rehearsals = 3");

        var cancels = Exchange.Rehearsed.Sent.Count(sent => sent.Request is ExchangeRequest.CancelSessionOrders);
        cancels.ShouldBe(6, "three for each way of verifying");
        Exchange.Rehearsed.Sent.ShouldContain(sent => sent.Request is ExchangeRequest.ReadOpenOrders);
        Exchange.Rehearsed.IsDisposed.ShouldBeTrue();
        Exchange["maker-1"].Sent.ShouldBeEmpty();
        Exchange["taker-1"].Sent.ShouldBeEmpty();
        Test.TakeAll().ShouldAllBe(heard => !(heard is SessionCancelOutcome || heard is SessionEscalated));
    }

    [Fact]
    public void Rehearsal_must_be_left_out_when_none_is_wanted()
    {
        Start("risk-engine.guardian.rehearsals = 0");

        Exchange.Rehearsed.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Engine_must_start_and_cancel_when_the_rehearsal_fails(bool isSilent)
    {
        Exchange.Rehearsed.Script = isSilent
            ? ScriptedGateway.Silence
            : _ => throw new InvalidOperationException("a defect");
        var starting = World.System.StartRiskEngine(
            Settings(),
            new RiskEnginePorts { Time = World.Time, JitterSeed = 1 }
        );
        World.Advance(TimeSpan.FromSeconds(10));
        var engine = World.Await(starting);

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionCanceled>();
        Exchange["maker-1"].Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public void Nonces_must_begin_as_without_it_when_a_rehearsal_was_played()
    {
        var engine = Start("risk-engine.guardian.rehearsals = 100");

        StatusOf(Maker, engine).LastNonce.ShouldBeNull();
    }
}

using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class StatusSpec : VirtualSpec
{
    [Fact]
    public void Status_must_count_how_requests_ended_when_some_were_answered_and_some_denied()
    {
        var engine = Start();
        var latency = TimeSpan.FromMilliseconds(30);
        Exchange["maker-1"].Script = request => World.After(latency, () => ScriptedGateway.Accept(request));
        engine.Router.Tell(Order(Maker), Test.Ref);
        var waiting = Order(Maker);
        engine.Router.Tell(waiting, Test.Ref);
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Expect<PrivateRequestDenied>().Command.ShouldBe(waiting.Id);

        World.Advance(latency);
        Test.Fish<PrivateRequestAnswered>();

        var requests = StatusOf(Maker, engine).Requests;
        (requests.Answered, requests.Denied, requests.Rejected, requests.Unconfirmed).ShouldBe((1, 1, 0, 0));
        requests.LastDenied!.Command.ShouldBe(waiting.Id);
    }
}

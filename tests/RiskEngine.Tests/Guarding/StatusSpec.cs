using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class StatusSpec : EngineSpec
{
    [Fact]
    public async Task Status_must_count_how_requests_ended_when_some_were_answered_and_some_denied()
    {
        var engine = await Start();
        var gate = new TaskCompletionSource();
        Exchange["maker-1"].Script = async request =>
        {
            await gate.Task;
            return await ScriptedGateway.Accept(request);
        };
        engine.Router.Tell(Order(Maker), TestActor);
        var waiting = Order(Maker);
        engine.Router.Tell(waiting, TestActor);
        engine.Router.Tell(Cancel(Maker), TestActor);
        (await ExpectMsgAsync<PrivateRequestDenied>()).Command.ShouldBe(waiting.Id);

        gate.SetResult();
        await FishForMessageAsync<PrivateRequestAnswered>(_ => true);

        var requests = (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker))).Requests;
        (requests.Answered, requests.Denied, requests.Rejected, requests.Unconfirmed).ShouldBe((1, 1, 0, 0));
        requests.LastDenied!.Command.ShouldBe(waiting.Id);
    }
}

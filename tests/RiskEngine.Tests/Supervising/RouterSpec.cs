using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Supervising;

public sealed class RouterSpec : EngineSpec
{
    [Fact]
    public async Task Handle_must_name_every_guardian_when_the_engine_is_up()
    {
        var engine = await Start();

        engine.Guardians.Keys.ShouldBe([Maker, Taker], ignoreOrder: true);
        engine.Guardians[Maker].Path.ToStringWithoutAddress().ShouldBe("/user/risk-engine/maker-1");
    }

    [Fact]
    public async Task Message_must_be_denied_when_no_such_session_exists()
    {
        var engine = await Start();
        var nobody = Key("nobody");

        engine.Router.Tell(Cancel(nobody), TestActor);
        (await ExpectMsgAsync<SessionCancelDenied>()).Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
        engine.Router.Tell(Order(nobody), TestActor);
        (await ExpectMsgAsync<PrivateRequestDenied>()).Reason.ShouldBe(PrivateRequestDeniedReason.UnknownSession);
        engine.Router.Tell(new GetSessionStatus(nobody), TestActor);
        (await ExpectMsgAsync<SessionUnknown>()).Session.ShouldBe(nobody);
    }

    [Fact]
    public async Task Guardian_must_deny_when_it_gets_a_message_of_another_session()
    {
        var engine = await Start();

        engine.Guardians[Maker].Tell(Cancel(Taker), TestActor);

        (await ExpectMsgAsync<SessionCancelDenied>()).Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
        Exchange["maker-1"].Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Second_engine_must_be_refused_when_one_runs_in_the_system()
    {
        await Start();

        await Should.ThrowAsync<InvalidActorNameException>(() => Start());
    }
}

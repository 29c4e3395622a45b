using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Supervising;

public sealed class RouterSpec : VirtualSpec
{
    [Fact]
    public void Handle_must_name_every_guardian_when_the_engine_is_up()
    {
        var engine = Start();

        engine.Guardians.Keys.ShouldBe([Maker, Taker], ignoreOrder: true);
        engine.Guardians[Maker].Path.ToStringWithoutAddress().ShouldBe("/user/risk-engine/maker-1");
    }

    [Fact]
    public void Message_must_be_denied_when_no_such_session_exists()
    {
        var engine = Start();
        var nobody = Key("nobody");

        engine.Router.Tell(Cancel(nobody), Test.Ref);
        Test.Expect<SessionCancelDenied>().Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
        engine.Router.Tell(Order(nobody), Test.Ref);
        Test.Expect<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.UnknownSession);
        engine.Router.Tell(new GetSessionStatus(nobody), Test.Ref);
        Test.Expect<SessionUnknown>().Session.ShouldBe(nobody);
        engine.Router.Tell(new GetOutcomeOrders(nobody, new CommandId("c-1"), OutcomeList.Open, 0), Test.Ref);
        Test.Expect<OutcomeUnknown>().ShouldBe(new OutcomeUnknown(nobody, new CommandId("c-1")));
    }

    [Fact]
    public void Guardian_must_deny_when_it_gets_a_message_of_another_session()
    {
        var engine = Start();

        engine.Guardians[Maker].Tell(Cancel(Taker), Test.Ref);

        Test.Expect<SessionCancelDenied>().Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
        Exchange["maker-1"].Sent.ShouldBeEmpty();
    }

    [Fact]
    public void Second_engine_must_be_refused_when_one_runs_in_the_system()
    {
        Start();

        Should.Throw<InvalidActorNameException>(() => Start());
    }
}

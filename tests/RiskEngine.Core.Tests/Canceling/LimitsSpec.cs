using System.Collections.Immutable;
using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LimitsSpec
{
    private static readonly Reason Why = new("a flood");

    [Fact]
    public void Cancel_must_be_denied_when_as_many_are_pending_as_may_be()
    {
        var guardian = new GuardianScript(Limits with { MaxPendingCancels = 2 });
        guardian.ReceivesCancel("c1");
        guardian.ReceivesCancel("c2");
        guardian.MustNotHaveAnswered();
        var third = guardian.ReceivesCancel("c3");
        guardian.MustAnswer<SessionCancelDenied>(third).Reason.ShouldBe(SessionCancelDeniedReason.TooManyPending);
        guardian.Status.PendingCancels.ShouldBe(2);
    }

    [Fact]
    public void People_and_the_kill_switch_must_have_room_when_a_strategy_floods_the_session_with_cancels()
    {
        var guardian = new GuardianScript(Limits with { MaxPendingCancels = 16 });
        var quoter = new StrategyId("quoter");
        var (let, people, engine) = (
            Flood(id => new CancelSession(Session, id, quoter, new RequestedBy.Strategy(quoter), Why)),
            Flood(id => new CancelSession(Session, id, null, new RequestedBy.Person("ann"), Why)),
            Flood(id => new CancelSession(Session, id, null, new RequestedBy.Person("ann"), Why), isOfSwitch: true)
        );

        (let, people, engine).ShouldBe((16, 2, 20));
        // Anybody may say that the engine asks.
        Flood(id => new CancelSession(Session, id, null, new RequestedBy.Engine("kill-switch"), Why)).ShouldBe(0);

        int Flood(Func<CommandId, CancelSession> cancel, bool isOfSwitch = false)
        {
            var before = guardian.Status.PendingCancels;
            for (var i = 0; i < 20; i++)
                guardian.Feed(new GuardianInput.CancelRequested(cancel(CommandId.New())) { IsOfSwitch = isOfSwitch });
            return guardian.Status.PendingCancels - before;
        }
    }

    [Fact]
    public void Answer_must_tell_of_no_more_requests_than_may_be_and_of_those_that_it_rests_on()
    {
        var records = Enumerable
            .Range(1, 1_024)
            .Select(number => new CancelRecord(
                new AttemptId(number),
                new Nonce(number),
                TimeSpan.Zero,
                true,
                true,
                number == 5 ? Says.Unknown() : Says.Accepted()
            ))
            .ToImmutableArray();

        var told = CancelRecord.Told(records, 64).ToList();

        told.Count.ShouldBe(64);
        told[0].Id.ShouldBe(new AttemptId(5));
        told[^1].Id.ShouldBe(new AttemptId(1_024));
        told.Select(x => x.Id).ShouldBeInOrder();
    }

    [Fact]
    public void Private_request_must_be_denied_when_the_queue_is_full()
    {
        var guardian = new GuardianScript(Limits with { MaxQueuedRequests = 1 });
        guardian.ReceivesOrder("out");
        guardian.ReceivesOrder("waiting");
        guardian.MustNotHaveAnswered();
        var third = guardian.ReceivesOrder("third");
        guardian.MustAnswer<PrivateRequestDenied>(third).Reason.ShouldBe(PrivateRequestDeniedReason.QueueFull);
        guardian.Status.ShouldSatisfyAllConditions(
            status => status.QueuedRequests.ShouldBe(1),
            status => status.OpenAttempts.ShouldBe(1)
        );
    }

    [Fact]
    public void Status_must_tell_the_nonce_and_its_lead()
    {
        var guardian = new GuardianScript();
        guardian.Status.LastNonce.ShouldBeNull();
        guardian.Status.NonceLead.ShouldBe(TimeSpan.Zero);
        guardian.ReceivesCancel("c1");
        var nonce = guardian.MustHaveSentCancel().Nonce;
        guardian.Passes(Ms(20));
        guardian.Status.ShouldBe(new SessionStatus(Session, SessionState.Active, 1, 0, 1, nonce, Ms(-20)));
    }
}

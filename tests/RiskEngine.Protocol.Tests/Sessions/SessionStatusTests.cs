namespace RiskEngine.Protocol.Tests;

public sealed class SessionStatusTests
{
    [Fact]
    public void Query_and_answers_must_equal_by_value()
    {
        ShouldEqual.ByValue(() => new GetSessionStatus(Some.Session()), new GetSessionStatus(Some.Session("b")));
        ShouldEqual.ByValue(() => new SessionUnknown(Some.Session()), new SessionUnknown(Some.Session("b")));
        ShouldEqual.ByValue(
            () => Status(),
            Status() with
            {
                State = SessionState.Halted,
            },
            Status() with
            {
                LastNonce = null,
            },
            Status() with
            {
                NonceLead = TimeSpan.Zero,
            }
        );
    }

    [Fact]
    public void Status_must_tell_what_it_was_given()
    {
        var status = Status();

        status.Session.ShouldBe(Some.Session());
        status.State.ShouldBe(SessionState.Active);
        (status.PendingCancels, status.QueuedRequests, status.OpenAttempts).ShouldBe((1, 2, 3));
        status.LastNonce.ShouldBe(new Nonce(5));
        status.NonceLead.ShouldBe(TimeSpan.FromSeconds(1));
    }

    private static SessionStatus Status() =>
        new(Some.Session(), SessionState.Active, 1, 2, 3, new Nonce(5), TimeSpan.FromSeconds(1));
}

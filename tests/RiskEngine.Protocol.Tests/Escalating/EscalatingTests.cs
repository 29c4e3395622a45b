namespace RiskEngine.Protocol.Tests;

public sealed class EscalatingTests
{
    [Fact]
    public void Escalation_must_tell_what_happened_where()
    {
        var escalated = Escalated();

        escalated.Session.ShouldBe(Some.Session());
        escalated.Cause.ShouldBe(EscalationCause.CancelPartial);
        escalated.Detail.ShouldBe("One order is left.");
        ShouldEqual.ByValue(
            () => Escalated(),
            Escalated() with
            {
                Cause = EscalationCause.GuardianFailed,
            },
            Escalated() with
            {
                Detail = "Look.",
            }
        );

        static SessionEscalated Escalated() => new(Some.Session(), EscalationCause.CancelPartial, "One order is left.");
    }

    [Fact]
    public void State_change_must_tell_both_ends()
    {
        var changed = Changed();

        changed.Session.ShouldBe(Some.Session());
        (changed.From, changed.To).ShouldBe((SessionState.Starting, SessionState.Active));
        ShouldEqual.ByValue(
            () => Changed(),
            Changed() with
            {
                From = SessionState.Halted,
            },
            Changed() with
            {
                To = SessionState.Halted,
            }
        );

        static SessionStateChanged Changed() => new(Some.Session(), SessionState.Starting, SessionState.Active);
    }
}

using RiskEngine.Host.Api;

namespace RiskEngine.Host.Tests.Api;

public sealed class ReadinessSpec
{
    [Theory]
    [InlineData(KillSwitchUnreadableReason.Locked)]
    [InlineData(KillSwitchUnreadableReason.Unavailable)]
    [InlineData(KillSwitchUnreadableReason.Corrupt)]
    [InlineData(KillSwitchUnreadableReason.NewerFormat)]
    [InlineData(KillSwitchUnreadableReason.Replaced)]
    public void Service_must_be_ready_and_name_its_store_when_the_record_cannot_be_read(
        KillSwitchUnreadableReason reason
    )
    {
        var (missing, degraded) = HealthApi.SwitchWords(In(new KillSwitchState.Unreadable(reason)));

        missing.ShouldBeNull("a stop is carried out without the store");
        degraded.ShouldBe([$"the kill switch's record: {reason}"]);
    }

    [Fact]
    public void Service_must_not_be_ready_when_the_kill_switch_is_silent_or_still_starts()
    {
        HealthApi.SwitchWords(null).Missing.ShouldNotBeNull();
        HealthApi
            .SwitchWords(In(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NotReadYet)))
            .Missing.ShouldNotBeNull();
        HealthApi.SwitchWords(In(KillSwitchState.Clear.Instance)).Missing.ShouldBeNull();
    }

    private static KillSwitchStatus In(KillSwitchState state) => new(new NodeName("test-1"), state, []);
}

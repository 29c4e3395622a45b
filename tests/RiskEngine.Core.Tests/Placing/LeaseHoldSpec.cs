using static RiskEngine.Core.Tests.Placing.Cluster;

namespace RiskEngine.Core.Tests.Placing;

public sealed class LeaseHoldSpec
{
    private static readonly SessionLease Lease = new(Session(1), new FencingToken(4), TimeSpan.FromSeconds(10));

    [Fact]
    public void Lease_must_be_held_until_its_end_and_in_doubt_from_then_on()
    {
        var hold = new LeaseHold(Lease);

        hold.At(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1)).ShouldBe(LeaseStanding.Held);
        hold.At(TimeSpan.FromSeconds(10)).ShouldBe(LeaseStanding.InDoubt);
    }

    [Fact]
    public void Lease_must_be_held_again_when_it_is_renewed_after_its_end()
    {
        var hold = new LeaseHold(Lease);

        hold.Renewed(Lease with { EndsAt = TimeSpan.FromSeconds(20) });

        hold.At(TimeSpan.FromSeconds(15)).ShouldBe(LeaseStanding.Held);
    }

    [Fact]
    public void Fenced_out_must_be_for_ever()
    {
        var hold = new LeaseHold(Lease);
        hold.FencedOut();

        hold.Renewed(Lease with { EndsAt = TimeSpan.FromSeconds(20) });

        hold.At(TimeSpan.Zero).ShouldBe(LeaseStanding.FencedOut);
    }

    [Fact]
    public void Renewal_of_another_lease_must_not_count()
    {
        var hold = new LeaseHold(Lease);

        hold.Renewed(Lease with { Token = new FencingToken(5), EndsAt = TimeSpan.FromSeconds(20) });

        hold.At(TimeSpan.FromSeconds(15)).ShouldBe(LeaseStanding.InDoubt);
    }
}

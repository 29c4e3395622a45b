namespace RiskEngine.Protocol.Tests;

public sealed class OrderIdSpec
{
    [Fact]
    public void A_must_b_when_c() => new OrderId(3).Value.ShouldBe(3UL);
}

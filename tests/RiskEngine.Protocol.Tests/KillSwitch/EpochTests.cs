namespace RiskEngine.Protocol.Tests;

public sealed class EpochTests
{
    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    [InlineData(Epoch.Limit + 1)]
    public void Epoch_must_be_refused_outside_its_range(long value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Epoch(value));

    [Fact]
    public void Next_epoch_must_be_higher_until_the_limit_where_it_stays()
    {
        Epoch.First.Next().ShouldBe(new Epoch(2));
        (Epoch.First < Epoch.First.Next()).ShouldBeTrue();
        (Epoch.First >= Epoch.First.Next()).ShouldBeFalse();
        new Epoch(Epoch.Limit).Next().ShouldBe(new Epoch(Epoch.Limit));
    }
}

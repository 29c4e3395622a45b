namespace RiskEngine.Protocol.Tests;

public sealed class RequestedByTests
{
    [Fact]
    public void Requester_must_print_its_kind_and_name()
    {
        new RequestedBy.Strategy(new StrategyId("grid")).ToString().ShouldBe("strategy grid");
        new RequestedBy.Person("ann").ToString().ShouldBe("person ann");
        new RequestedBy.Engine("cancel-on-start").ToString().ShouldBe("engine cancel-on-start");
    }

    [Fact]
    public void Requester_must_equal_by_kind_and_name()
    {
        ShouldEqual.ByValue<RequestedBy>(
            () => new RequestedBy.Strategy(new StrategyId("a")),
            new RequestedBy.Strategy(new StrategyId("b")),
            new RequestedBy.Person("a"),
            new RequestedBy.Engine("a")
        );
        new RequestedBy.Strategy(new StrategyId("a")).Id.ShouldBe(new StrategyId("a"));
    }
}

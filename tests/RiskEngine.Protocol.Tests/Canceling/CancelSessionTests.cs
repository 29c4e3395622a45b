namespace RiskEngine.Protocol.Tests;

public sealed class CancelSessionTests
{
    private static readonly RequestedBy Ann = new RequestedBy.Person("ann");
    private static readonly Reason Close = new("desk closes");

    [Fact]
    public void Command_must_carry_what_it_was_given()
    {
        var command = Make(deadline: TimeSpan.FromSeconds(3));

        command.Session.ShouldBe(Some.Session());
        command.Id.ShouldBe(Some.Command());
        command.Strategy.ShouldBe(new StrategyId("grid"));
        command.RequestedBy.ShouldBe(Ann);
        command.Reason.ShouldBe(Close);
        command.Deadline.ShouldBe(TimeSpan.FromSeconds(3));
        Make().Deadline.ShouldBeNull();
    }

    [Fact]
    public void Command_must_equal_by_value() =>
        ShouldEqual.ByValue(
            () => Make(),
            Make("command-2"),
            Make(deadline: TimeSpan.FromSeconds(3)),
            new CancelSession(Some.Session(), Some.Command(), null, Ann, Close)
        );

    [Fact]
    public void Command_must_be_refused_when_its_deadline_is_not_ahead()
    {
        Make(deadline: TimeSpan.FromTicks(1)).Deadline.ShouldBe(TimeSpan.FromTicks(1));
        foreach (var deadline in new[] { TimeSpan.Zero, TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan })
            Should.Throw<ArgumentOutOfRangeException>(() => Make(deadline: deadline)).ParamName.ShouldBe("deadline");
    }

    [Fact]
    public void Command_must_be_refused_when_a_part_is_missing()
    {
        Func<CancelSession>[] incomplete =
        [
            () => new CancelSession(null!, Some.Command(), null, Ann, Close),
            () => new CancelSession(Some.Session(), null!, null, Ann, Close),
            () => new CancelSession(Some.Session(), Some.Command(), null, null!, Close),
            () => new CancelSession(Some.Session(), Some.Command(), null, Ann, null!),
        ];

        foreach (var make in incomplete)
            Should.Throw<ArgumentNullException>(make);
    }

    private static CancelSession Make(string id = "command-1", TimeSpan? deadline = null) =>
        new(Some.Session(), Some.Command(id), new StrategyId("grid"), Ann, Close, deadline);
}

namespace RiskEngine.Protocol.Tests;

public sealed class EngagementIdTests
{
    private static readonly NodeName Desk = new("desk-1");

    [Theory]
    [InlineData(0, 1, "desk-1:0000000000000000:1")]
    [InlineData(ulong.MaxValue, Epoch.Limit, "desk-1:ffffffffffffffff:9007199254740991")]
    public void Id_must_be_read_as_it_is_written(ulong run, long number, string text)
    {
        var id = new EngagementId(Desk, new EngineRunId(run), number);

        id.ToString().ShouldBe(text);
        EngagementId.TryParse(text, out var read).ShouldBeTrue();
        read.ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1@desk-1")]
    [InlineData("desk-1:0000000000000001")]
    [InlineData("desk-1:0000000000000001:1:1")]
    [InlineData("desk 1:0000000000000001:1")]
    [InlineData("desk-1:1:1")]
    [InlineData("desk-1:00000000000000001:1")]
    [InlineData("desk-1:000000000000000A:1")]
    [InlineData("desk-1: 00000000000000a:1")]
    [InlineData("desk-1:0000000000000001:0")]
    [InlineData("desk-1:0000000000000001:01")]
    [InlineData("desk-1:0000000000000001:+1")]
    [InlineData("desk-1:0000000000000001:9007199254740992")]
    public void Other_text_must_be_no_id(string? text) => EngagementId.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0)]
    [InlineData(Epoch.Limit + 1)]
    public void Number_must_be_refused_when_a_reader_of_JSON_may_not_read_it_exactly(long number) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new EngagementId(Desk, new EngineRunId(1), number));

    [Fact]
    public void Ids_must_differ_when_the_node_the_run_or_the_number_does() =>
        ShouldEqual.ByValue(
            () => new EngagementId(Desk, new EngineRunId(1), 1),
            new EngagementId(new NodeName("desk-2"), new EngineRunId(1), 1),
            new EngagementId(Desk, new EngineRunId(2), 1),
            new EngagementId(Desk, new EngineRunId(1), 2)
        );

    [Fact]
    public void Runs_must_be_drawn_apart() =>
        Enumerable.Range(0, 100).Select(_ => EngineRunId.New()).Distinct().Count().ShouldBe(100);
}

using System.Text;
using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

public sealed class KillSwitchRecordJsonSpec
{
    private const string Engagement = """
        {"at":"2026-01-02T03:04:05.000000Z","by":"person ann","epoch":1,"id":"desk-1:0000000000000001:1","kind":"engage","node":"desk-1","reason":"spread gone","scope":"everything"}
        """;

    [Fact]
    public void Engagement_must_have_the_written_form() =>
        Written(Engaged(KillSwitchHistory.Empty, Everything)).ShouldBe(Engagement);

    [Fact]
    public void Reset_must_name_each_engagement_that_it_clears()
    {
        var engaged = KillSwitchHistory.Empty.Add(Engaged(KillSwitchHistory.Empty, Everything));

        Written(Reset(engaged, Everything, 1, Bob).ShouldBeOfType<ResetDecision.Clears>().Record)
            .ShouldBe(
                """
                {"at":"2026-01-02T03:04:05.000000Z","by":"person bob","cleared":[{"at":"2026-01-02T03:04:05.000000Z","by":"person ann","epoch":1,"id":"desk-1:0000000000000001:1","node":"desk-1","reason":"spread gone","scope":"everything"}],"kind":"reset","node":"desk-1","reason":"mended"}
                """
            );
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"kind\":7}")]
    [InlineData("{\"kind\":\"\"}")]
    [InlineData("{\"kind\":\"pause\"} ")]
    [InlineData("{\"kind\":\"pause\",\"for\":null}")]
    [InlineData("{\"kind\":\"pause\",\"kind\":\"pause\"}")]
    public void Bytes_must_be_refused_when_they_are_no_record(string json) =>
        KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(json)).ShouldBeNull();

    [Theory]
    [InlineData("\"epoch\":1", "\"epoch\":1.0")]
    [InlineData("\"epoch\":1", "\"epoch\": 1")]
    [InlineData("\"epoch\":1", "\"epoch\":1,\"epoch\":1")]
    [InlineData("\"id\":\"desk-1:0000000000000001:1\",", "\"id\":\"desk-1:d7f20b6a2a3f3b0c:1\",\"id\":null,")]
    public void Bytes_must_be_refused_when_no_build_writes_so(string from, string to) =>
        KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(Replaced(from, to))).ShouldBeNull();

    /// <summary>What a newer build may come to say, and what this one would have to guess at.</summary>
    [Theory]
    [InlineData("everything", "everywhere")]
    [InlineData("\"engage\"", "\"pause\"")]
    [InlineData("\"kind\"", "\"in\":\"5 m\",\"kind\"")]
    [InlineData("\"epoch\":1", "\"epoch\":0")]
    [InlineData("desk-1:0000000000000001:1", "desk-2:0000000000000001:1")]
    [InlineData("desk-1:0000000000000001:1", "desk-1:1:1")]
    [InlineData("person ann", "nobody ann")]
    [InlineData("05.000000Z", "05.0000000Z")]
    [InlineData("desk-1", "desk 1")]
    [InlineData("spread gone", " spread gone")]
    public void Record_must_be_unknown_and_stop_everything_when_this_build_would_not_write_it(string from, string to)
    {
        var bytes = Encoding.UTF8.GetBytes(Replaced(from, to));

        var record = KillSwitchRecordJson.Read(bytes).ShouldBeOfType<KillSwitchRecord.Unknown>();

        KillSwitchRecordJson.Write(record).ShouldBe(bytes);
        KillSwitchHistory
            .Of([record])
            .State(ResetApprovals.OnePerson)
            .ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NewerFormat));
    }

    private static string Replaced(string from, string to)
    {
        Engagement.ShouldContain(from);
        return Engagement.Replace(from, to);
    }

    [Fact]
    public void Strategies_and_engine_parts_must_come_back_as_who_they_are()
    {
        RequestedBy[] all = [new RequestedBy.Strategy(new StrategyId("grid")), new RequestedBy.Engine("clock-skew")];

        foreach (var by in all)
            KillSwitchRecordJson
                .Read(KillSwitchRecordJson.Write(Engaged(KillSwitchHistory.Empty, MakerOnly, by: by)))
                .ShouldNotBeNull()
                .By.ShouldBe(by);
    }

    private const string Unnamed = """
        {"at":"2026-01-02T03:04:05.000000Z","by":"person ann","epoch":1,"kind":"engage","node":"desk-1","reason":"spread gone","scope":"everything"}
        """;

    [Fact]
    public void Engagement_of_an_older_build_must_get_an_id_that_never_changes_and_be_written_as_it_was()
    {
        var record = Read(Unnamed);

        record.Engagement.Id.ShouldBe(new EngagementId(Desk, new EngineRunId(0x4327F72FB02A9E64), 1));
        record.Epoch.ShouldBe(Epoch.First);
        Written(record).ShouldBe(Unnamed);
    }

    [Theory]
    [InlineData("person ann", "person bob")]
    [InlineData("spread gone", "spread went")]
    [InlineData("05.000000Z", "05.000001Z")]
    [InlineData("everything", "exchange/gemini")]
    public void Engagements_of_an_older_build_must_have_different_ids_when_a_node_gave_one_epoch_twice(
        string from,
        string to
    ) => Read(Unnamed.Replace(from, to)).Engagement.Id.ShouldNotBe(Read(Unnamed).Engagement.Id);

    [Fact]
    public void Reset_of_an_older_build_must_clear_the_engagement_of_that_build()
    {
        var engaged = Read(Unnamed);
        var reset = """
            {"at":"2026-01-02T03:04:05.000000Z","by":"person bob","cleared":[{"at":"2026-01-02T03:04:05.000000Z","by":"person ann","epoch":1,"node":"desk-1","reason":"spread gone","scope":"everything"}],"kind":"reset","node":"desk-1","reason":"mended"}
            """;

        var read = KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(reset)).ShouldNotBeNull();

        KillSwitchHistory.Of([engaged, read]).State().ShouldBe(KillSwitchState.Clear.Instance);
        Written(read).ShouldBe(reset);
    }

    private static KillSwitchRecord.Engage Read(string json) =>
        KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<KillSwitchRecord.Engage>();

    private static string Written(KillSwitchRecord record) =>
        Encoding.UTF8.GetString(KillSwitchRecordJson.Write(record));
}

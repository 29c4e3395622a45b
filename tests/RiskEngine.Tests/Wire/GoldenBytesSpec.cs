using System.Text;
using System.Text.Json.Nodes;

namespace RiskEngine.Tests.Wire;

/// <summary>What nodes of yesterday wrote must be read tomorrow: the bytes of each message stand in <c>golden.txt</c>.</summary>
public sealed class GoldenBytesSpec
{
    private static readonly WireFormat Format = EngineWire.Format;

    private static Dictionary<string, string> Golden { get; } = Lines("golden.txt");

    /// <summary>What the first builds wrote; never written anew.</summary>
    private static Dictionary<string, string> Older { get; } = Lines("older.txt");

    public static TheoryData<string> Names => [.. Format.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_must_be_written_as_ever_and_read_back_whole(string name)
    {
        var message = Samples.All.Single(sample => Format.NameOf(sample) == name);

        Encoding.UTF8.GetString(Format.Write(message)).ShouldBe(Golden[name]);
        Format.Read(name, Encoding.UTF8.GetBytes(Golden[name])).ShouldBe(message);
    }

    /// <summary>Of older builds' ids of engagements nothing is known but an epoch and a node: these messages rest on more.</summary>
    private static readonly string[] Refused = ["kill-switch-completed/1", "kill-switch-incomplete/1"];

    /// <summary>Older builds named a scope and an epoch, which say nothing of what this build names.</summary>
    private static readonly string[] NoneNamed = ["reset-kill-switch/1", "kill-switch-reset-denied/1"];

    public static TheoryData<string> OlderNames => [.. Older.Keys.Except(Refused).Except(NoneNamed)];

    [Fact]
    public void Reset_of_an_older_build_must_be_read_as_one_that_names_no_engagement()
    {
        Format
            .Read("reset-kill-switch/1", Encoding.UTF8.GetBytes(Older["reset-kill-switch/1"]))
            .ShouldBe(
                new ResetKillSwitch([], new CommandId("c-1"), new RequestedBy.Person("ann"), Samples.Engagement.Reason)
            );
        Format
            .Read("kill-switch-reset-denied/1", Encoding.UTF8.GetBytes(Older["kill-switch-reset-denied/1"]))
            .ShouldBe(
                new KillSwitchResetDenied(
                    new CommandId("c-1"),
                    [],
                    KillSwitchResetDeniedReason.SamePerson,
                    new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NotReadYet)
                )
            );
    }

    [Theory]
    [MemberData(nameof(OlderNames))]
    public void Message_of_an_older_build_must_be_read_as_what_it_said(string name)
    {
        var read = Format.Read(name, Encoding.UTF8.GetBytes(Older[name])).ShouldNotBeNull();

        Encoding.UTF8.GetString(Format.Write(read)).ShouldBe(AsOfAnOlderBuild(Golden[name]));
    }

    [Fact]
    public void Proof_of_an_older_build_must_be_refused_when_it_cannot_be_known_what_it_is_of()
    {
        foreach (var name in Refused)
            Format.Read(name, Encoding.UTF8.GetBytes(Older[name])).ShouldBeNull();
    }

    [Theory]
    [InlineData("1764490530.120")]
    [InlineData("1764490530")]
    [InlineData("9223372036854775807")]
    public void Nonce_must_be_written_and_read_with_its_decimals(string nonce)
    {
        var text = Golden["nonce-leased/1"].Replace("1701", nonce, StringComparison.Ordinal);

        var leased = Format.Read("nonce-leased/1", Encoding.UTF8.GetBytes(text)).ShouldBeOfType<NonceLeased>();

        $"{leased.Nonce}".ShouldBe(nonce);
        Encoding.UTF8.GetString(Format.Write(leased)).ShouldBe(text);
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("\"5\"", "5")]
    [InlineData("\"O-1:b\"", "O-1:b")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("-1", "18446744073709551615")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    public void Order_id_must_be_read_as_text_or_as_the_number_of_an_older_build(string json, string id) =>
        Format
            .Read(
                "late-acceptance/1",
                Encoding.UTF8.GetBytes(
                    $$$"""{"session":"gemini/maker-1","attempt":3,"nonce":1700,"canceled":[{{{json}}}],"rejects":[]}"""
                )
            )
            .ShouldBeOfType<LateAcceptance>()
            .Canceled.ShouldBe([new OrderId(id)]);

    [Theory]
    [InlineData("\"listing\":\"Complete\"", "\"listing\":\"Some\"", CancelListing.Incomplete, CancelProof.AccountQuiet)]
    [InlineData(
        "\"proof\":\"AccountQuiet\"",
        "\"proof\":\"X\"",
        CancelListing.Complete,
        CancelProof.AcceptedByExchange
    )]
    public void Newer_nodes_value_must_count_as_the_one_that_proves_least(
        string known,
        string newer,
        CancelListing listing,
        CancelProof proof
    )
    {
        var text = Golden["session-canceled/1"].Replace(known, newer, StringComparison.Ordinal);

        var read = Format.Read("session-canceled/1", Encoding.UTF8.GetBytes(text)).ShouldBeOfType<SessionCanceled>();

        (read.Listing, read.Proof).ShouldBe((listing, proof));
    }

    [Theory]
    [InlineData("\"cautious\"")]
    [InlineData("{\"paused\":[]}")]
    public void Newer_nodes_state_of_the_kill_switch_must_never_be_clear(string newer)
    {
        var text = $$"""{"session":"gemini/maker-1","switch":{{newer}}}""";

        Format
            .Read("session-gate/1", Encoding.UTF8.GetBytes(text))
            .ShouldBeOfType<SessionGate>()
            .Switch.ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NewerFormat));
    }

    [Theory]
    [InlineData("\"paused\"")]
    [InlineData("{\"kind\":\"paused\",\"until\":7}")]
    public void Newer_nodes_effect_must_prove_nothing_and_lose_nothing_else_of_the_report(string newer)
    {
        var report = JsonNode.Parse(Golden["switch-report/1"])!;
        report["applied"]![0]!["effect"] = JsonNode.Parse(newer);
        var text = report.ToJsonString();

        var read = Format.Read("switch-report/1", Encoding.UTF8.GetBytes(text)).ShouldBeOfType<SwitchReport>();

        var applied = read.Applied.ShouldHaveSingleItem();
        applied.Effect.ShouldBe(new KillSwitchEffect.Unknown("paused"));
        applied.Effect.IsProven.ShouldBeFalse();
        read.Waiting.Count.ShouldBe(1);
    }

    [Fact]
    public void Engagement_must_be_heard_when_a_record_beside_it_is_a_newer_nodes()
    {
        const string newer = """{"epoch":9,"kind":"pause"}""";
        var text = Golden["peer-of-switch/1"]
            .Replace("\"records\":[", $"\"records\":[{newer},", StringComparison.Ordinal);

        var told = Format.Read("peer-of-switch/1", Encoding.UTF8.GetBytes(text)).ShouldBeOfType<PeerMessage.OfSwitch>();

        told.Records.OfType<KillSwitchRecord.Engage>().ShouldHaveSingleItem().Engagement.ShouldBe(Samples.Engagement);
        Encoding.UTF8.GetString(Format.Write(told)).ShouldBe(text);
    }

    [Fact]
    public void Every_golden_line_must_belong_to_a_message() => Golden.Keys.ShouldBe(Format.Names, ignoreOrder: true);

    [Fact]
    public void Every_message_of_the_protocol_must_have_a_name()
    {
        var messages = typeof(ISessionMessage)
            .Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ISessionMessage)));

        messages.Except(Format.Types).ShouldBeEmpty();
    }

    [Fact]
    public void Member_of_a_newer_node_must_be_skipped() =>
        Format
            .Read("session-unknown/1", """{"session":"gemini/maker-1","colour":"red"}"""u8.ToArray())
            .ShouldBe(
                new SessionUnknown(
                    new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1"))
                )
            );

    [Theory]
    [InlineData("session-unknown/2", """{"session":"gemini/maker-1"}""")]
    [InlineData("session-unknown/1", """{"session":"no session"}""")]
    [InlineData("session-unknown/1", """{"session":7}""")]
    [InlineData("session-unknown/1", "{}")]
    [InlineData("session-unknown/1", """{"session":null}""")]
    [InlineData("session-unknown/1", "{")]
    [InlineData("session-unknown/1", "null")]
    [InlineData(
        "late-acceptance/1",
        """{"session":"gemini/maker-1","attempt":3,"nonce":1700,"canceled":["a b"],"rejects":[]}"""
    )]
    [InlineData(
        "late-acceptance/1",
        """{"session":"gemini/maker-1","attempt":3,"nonce":1700,"canceled":[null],"rejects":[]}"""
    )]
    [InlineData("session-state-changed/1", """{"session":"gemini/maker-1","from":"Starting","to":"Newer"}""")]
    [InlineData("session-state-changed/1", """{"session":"gemini/maker-1","from":"Starting","to":1}""")]
    [InlineData("nonce-leased/1", """{"nonce":1e30,"session":"gemini/maker-1","command":"c-1"}""")]
    [InlineData("nonce-leased/1", """{"nonce":0.1234567891,"session":"gemini/maker-1","command":"c-1"}""")]
    [InlineData("kill-switch-record/1", "{}")]
    [InlineData(
        "kill-switch-progress/1",
        """{"command":"c-1","engagement":{"epoch":0,"node":"desk-1"},"applied":2,"waiting":[]}"""
    )]
    public void Text_must_be_refused_when_it_is_not_the_message(string name, string text) =>
        Format.Read(name, Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    /// <summary>An engagement has an id that is derived, an id alone has no run, and a record stays as it was.</summary>
    private static string AsOfAnOlderBuild(string golden)
    {
        var derived = UnnamedEngagement.IdOf(
            new NodeName("desk-1"),
            new Epoch(7),
            Samples.Engagement.Scope,
            Samples.Engagement.By,
            Samples.Engagement.Reason,
            Samples.Engagement.At
        );
        var id = $"{Samples.Engagement.Id}";
        return golden
            .Replace($"\"id\":\"{id}\",\"epoch\"", $"\"id\":\"{derived}\",\"epoch\"", StringComparison.Ordinal)
            .Replace($",\"id\":\"{id}\",\"kind\"", ",\"kind\"", StringComparison.Ordinal)
            .Replace(id, "desk-1:0000000000000000:7", StringComparison.Ordinal)
            // It knew no pages.
            .Replace(",\"after\":\"gemini/desk-2/maker-1\"", ",\"after\":null", StringComparison.Ordinal)
            .Replace(",\"next\":\"gemini/desk-2/maker-1\"", ",\"next\":null", StringComparison.Ordinal)
            // It told no other node of it.
            .Replace(",\"unheard\":[\"desk-1\"]", ",\"unheard\":[]", StringComparison.Ordinal)
            // It took its time, whatever else it had to do.
            .Replace(",\"early\":\"TooManyEngagements\"", ",\"early\":null", StringComparison.Ordinal)
            // Of an order it told the number alone, and not what it did not cover.
            .Replace(Details, "\"details\":[]", StringComparison.Ordinal)
            .Replace(
                "\"notCovered\":[\"positions\",\"unlisted-orders\"]",
                "\"notCovered\":[]",
                StringComparison.Ordinal
            )
            // It told of none.
            .Replace(
                "\"troubles\":[{\"kind\":\"OpenOrdersTooLong\",\"said\":{\"code\":\"InvalidSignature\",\"message\":\"no\"}}]",
                "\"troubles\":[]",
                StringComparison.Ordinal
            )
            .Replace(
                "\"accounts\":[{\"session\":\"gemini/desk-2/maker-1\",\"identity\":\"primary@1\"}]",
                "\"accounts\":[]",
                StringComparison.Ordinal
            )
            .Replace("\"approvals\":2", "\"approvals\":null", StringComparison.Ordinal)
            .Replace("\"approvalsNeeded\":2", "\"approvalsNeeded\":0", StringComparison.Ordinal)
            .Replace("\"approvalsDifferOn\":[\"desk-1\"]", "\"approvalsDifferOn\":[]", StringComparison.Ordinal)
            .Replace(
                "\"unknownAccounts\":[\"gemini/desk-2/maker-1\"]",
                "\"unknownAccounts\":[]",
                StringComparison.Ordinal
            )
            .Replace(
                "\"heldRequests\":[{\"kind\":\"Order\",\"budget\":\"Address\",\"for\":\"00:00:01.5000000\"}]",
                "\"heldRequests\":[]",
                StringComparison.Ordinal
            )
            .Replace(
                "\"orderMayLandUntil\":\"2026-01-02T03:04:05+00:00\"",
                "\"orderMayLandUntil\":null",
                StringComparison.Ordinal
            )
            .Replace(
                "\"account\":\"known/memo:GEMPJBRDZ\",\"permissions\":\"trade order-status\"",
                "\"account\":\"not-read\",\"permissions\":null",
                StringComparison.Ordinal
            );
    }

    /// <summary>As the samples have them.</summary>
    private static string Details
    {
        get
        {
            var partial = Golden["session-cancel-partial/1"];
            var from = partial.IndexOf("\"details\":", StringComparison.Ordinal);
            return partial[from..partial.IndexOf(",\"notCovered\"", StringComparison.Ordinal)];
        }
    }

    private static Dictionary<string, string> Lines(string file) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Wire", file))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}

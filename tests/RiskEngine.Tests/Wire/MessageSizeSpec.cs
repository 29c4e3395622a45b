using System.Text;
using System.Text.Json.Nodes;

namespace RiskEngine.Tests.Wire;

/// <summary>No message is longer than half a frame, whatever its lists and texts hold, and what it leaves out it counts.</summary>
public sealed class MessageSizeSpec
{
    private const int Many = 10_000;

    /// <summary>As many sessions, attempts or engagements are longer than ten messages.</summary>
    private const int Some = 1_000;

    private static readonly WireFormat Format = EngineWire.Format;

    /// <summary>Never cut, since what is missing there is a missed stop: they come in pages, see <see cref="Clustering.SwitchPagesSpec"/>.</summary>
    private static readonly string[] Whole = ["kill-switch-record/1", "peer-of-switch/1", "switch-report/1"];

    /// <summary>Refused by their own constructors when they are that long.</summary>
    private static readonly string[] Refused = ["submit-private-request/1", "reset-kill-switch/1"];

    public static TheoryData<string> Names => [.. Format.Names.Except(Whole).Except(Refused)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_must_fit_when_its_lists_and_texts_are_the_longest(string name)
    {
        foreach (var grown in (JsonNode[])[Grown(name, outer: Many, inner: 1), Grown(name, outer: 1, inner: Many)])
        {
            var message = Format.Read(name, Encoding.UTF8.GetBytes(grown.ToJsonString())).ShouldNotBeNull();

            var bytes = Format.Write(message);

            bytes.Length.ShouldBeLessThanOrEqualTo(MessageSize.Limit);
            Counts(JsonNode.Parse(bytes)!, grown);
            Format.Write(Format.Read(name, bytes).ShouldNotBeNull()).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        }
    }

    [Fact]
    public void Message_must_be_refused_when_nothing_of_it_may_be_left_out()
    {
        foreach (var name in Refused)
            Format
                .Read(name, Encoding.UTF8.GetBytes(Grown(name, outer: Many, inner: Many).ToJsonString()))
                .ShouldBeNull();
    }

    [Fact]
    public void Longest_message_must_fit_when_nothing_of_it_may_be_left_out()
    {
        var node = new NodeName(new string('n', 64));
        var engagements = Enumerable
            .Range(0, ResetKillSwitch.Limit)
            .Select(x => new Engagement(
                new EngagementId(node, new EngineRunId(ulong.MaxValue), Epoch.Limit - x),
                new Epoch(Epoch.Limit),
                new KillSwitchScope.Session(
                    new SessionKey(
                        new ExchangeName(new string('e', 64)),
                        new AccountName(new string('a', 64)),
                        new SessionAlias(new string('s', 64))
                    )
                ),
                new RequestedBy.Strategy(new StrategyId(new string('q', 64))),
                new Reason(new string('\u20ac', Reason.Limit)),
                DateTimeOffset.MaxValue
            ))
            .ToValueList();
        var record = new KillSwitchRecord.Reset(
            engagements,
            new RequestedBy.Person(new string('p', 64)),
            new Reason(new string('\u20ac', Reason.Limit)),
            DateTimeOffset.MaxValue,
            node
        );
        var request = new SubmitPrivateRequest(
            new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1")),
            new CommandId("c-1"),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            new RequestFields([
                new RequestField.Text("note", new string('\u20ac', RequestFields.LongestText - "note".Length)),
            ])
        );

        foreach (
            var message in (object[])
                [
                    record,
                    new PeerMessage.OfSwitch(node, [record], null, TimeSpan.FromSeconds(1)),
                    request,
                    new PeerMessage.ForSession(node, request),
                ]
        )
            Format.Write(message).Length.ShouldBeLessThanOrEqualTo(MessageSize.Limit);
    }

    [Fact]
    public void Document_of_the_exchange_must_be_left_out_whole_when_it_does_not_fit()
    {
        var answered = new PrivateRequestAnswered(
            new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1")),
            new CommandId("c-1"),
            $"[\"{new string('x', MessageSize.Limit)}\"]"
        );

        var read = Format
            .Read("private-request-answered/1", Format.Write(answered))
            .ShouldBeOfType<PrivateRequestAnswered>();

        (read.Json, read.OmittedCharacters).ShouldBe(("null", answered.Json.Length));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("99999999999")]
    public void Message_must_be_refused_when_its_count_is_none(string omitted) =>
        Format
            .Read(
                "late-acceptance/1",
                Encoding.UTF8.GetBytes(
                    $$"""{"session":"gemini/maker-1","attempt":3,"nonce":1700,"canceled":["5"],"canceledOmitted":{{omitted}},"rejects":[]}"""
                )
            )
            .ShouldBeNull();

    /// <summary>The sample, with so many of each list's items, and of each list's within those, and the longest texts.</summary>
    private static JsonNode Grown(string name, int outer, int inner)
    {
        var sample = Samples.All.Single(x => Format.NameOf(x) == name);
        var text = Encoding.UTF8.GetString(Format.Write(sample));
        foreach (var (known, longest) in Longest)
            text = text.Replace($"\"{known}\"", $"\"{longest}\"", StringComparison.Ordinal)
                .Replace($"/{known}", $"/{longest}", StringComparison.Ordinal)
                .Replace($" {known}\"", $" {longest}\"", StringComparison.Ordinal);
        return Grow(JsonNode.Parse(text)!, [outer, inner]);
    }

    private static readonly Dictionary<string, string> Longest = new()
    {
        ["maker-1"] = new string('m', 64),
        ["desk-1"] = new string('d', 64),
        ["c-1"] = new string('c', 64),
        ["quoter"] = new string('q', 64),
        ["ann"] = new string('a', 64),
        ["loss-limit"] = new string('l', 64),
        ["InvalidSignature"] = new string('I', 64),
        ["no"] = new string('\u00e9', 300),
        ["spread gone"] = new string('\u00e9', 200),
        ["another program"] = new string('\u00e9', 200_000),
        ["the store is silent"] = new string('\u00e9', 200_000),
        ["memo:GEMPJBRDZ"] = new string('w', 128),
        ["5"] = new string('5', 64),
        ["6"] = new string('6', 64),
    };

    /// <summary>A list that a sample has empty, with an item in it.</summary>
    private static JsonNode Filled(string name, JsonNode value) =>
        (name, value) switch
        {
            ("filled" or "gone" or "unaccounted" or "others", JsonArray { Count: 0 }) => new JsonArray(Longest["5"]),
            ("notCovered", JsonArray { Count: 0 }) => new JsonArray("unlisted-orders"),
            ("details", JsonArray { Count: 0 }) => JsonNode.Parse(
                $$$"""[{"id":"{{{Longest["5"]}}}","strategy":"{{{Longest["quoter"]}}}","terms":{"symbol":"{{{Longest["desk-1"]}}}","side":"buy"}}]"""
            )!,
            ("unknownAccounts", JsonArray { Count: 0 }) => new JsonArray($"gemini/{Longest["maker-1"]}"),
            (_, JsonArray { Count: 0 }) => throw new InvalidOperationException($"What stands in {name}?"),
            _ => value,
        };

    private static JsonNode Grow(JsonNode node, int[] counts)
    {
        switch (node)
        {
            case JsonObject json:
                var members = json.Select(x => (x.Key, Value: x.Value?.DeepClone())).ToList();
                return new JsonObject(
                    members.Select(x =>
                        KeyValuePair.Create(x.Key, x.Value is { } value ? Grow(Filled(x.Key, value), counts) : null)
                    )
                );
            case JsonArray { Count: > 0 } list:
                var item = Grow(list[0]!.DeepClone(), [.. counts.Skip(1), 1]);
                var count = item is JsonObject ? Math.Min(counts[0], Some) : counts[0];
                return new JsonArray([.. Enumerable.Range(0, count).Select(_ => item.DeepClone())]);
            default:
                return node.DeepClone();
        }
    }

    /// <summary>Of each list that is there, the items and those that are left out are as many as there were.</summary>
    private static void Counts(JsonNode cut, JsonNode whole)
    {
        if (cut is JsonArray items)
            foreach (var (item, before) in items.Zip(whole.AsArray()))
                Counts(item!, before!);
        if (cut is not JsonObject json)
            return;
        foreach (var (name, value) in json)
        {
            if (value is JsonArray list)
                (list.Count + (json[$"{name}Omitted"]?.GetValue<int>() ?? 0)).ShouldBe(
                    whole[name]!.AsArray().Count + (whole[$"{name}Omitted"]?.GetValue<int>() ?? 0),
                    name
                );
            if (value is not null && whole[name] is { } before)
                Counts(value, before);
        }
    }
}

using System.Text.Json;

namespace RiskEngine.Core.Tests;

public sealed class AuditEntrySpec
{
    private static readonly ExchangeReason Said = new("InvalidNonce", "Nonce '1' has not increased.");

    [Fact]
    public void Attempt_must_name_session_attempt_and_nonce() =>
        new AuditEntry.Dispatched(
            Switches.At,
            Switches.Desk,
            Switches.Maker,
            new OutboundRequest(
                new AttemptId(7),
                new Nonce(1_741_953_600_123_000),
                Lane.Cancel,
                new ExchangeRequest.CancelSessionOrders()
            )
        )
            .ToJson()
            .ShouldBe(
                """
                {"at":"2026-01-02T03:04:05.000000Z","attempt":7,"kind":"attempt","lane":"Cancel","node":"desk-1","nonce":"1741953600123000","session":"gemini/maker-1","what":"CancelSessionOrders"}
                """
            );

    [Fact]
    public void Call_must_name_the_person_and_no_more_than_the_path() =>
        new AuditEntry.Called(
            Switches.At,
            Switches.Desk,
            new RequestedBy.Person("alice"),
            "POST",
            "/api/kill-switch/engage",
            200
        )
            .ToJson()
            .ShouldBe(
                """
                {"at":"2026-01-02T03:04:05.000000Z","kind":"call","node":"desk-1","result":"200","what":"POST /api/kill-switch/engage","who":"person alice"}
                """
            );

    [Fact]
    public void Answer_must_keep_the_exchanges_reason() =>
        new AuditEntry.Answered(
            Switches.At,
            Switches.Desk,
            Switches.Maker,
            new AttemptId(7),
            new Nonce(1),
            new ExchangeAnswer.NonceRefused(NonceRefusal.NotIncreased, Said)
        )
            .ToJson()
            .ShouldBe(
                """
                {"at":"2026-01-02T03:04:05.000000Z","attempt":7,"kind":"answer","node":"desk-1","nonce":"1","result":"NonceRefused","said":"InvalidNonce: Nonce '1' has not increased.","session":"gemini/maker-1","why":"NotIncreased"}
                """
            );

    [Fact]
    public void Order_ids_must_be_exact_above_what_a_double_holds() =>
        new AuditEntry.Answered(
            Switches.At,
            Switches.Desk,
            Switches.Maker,
            new AttemptId(7),
            new Nonce(1),
            new ExchangeAnswer.CancelAccepted([new OrderId(ulong.MaxValue), new OrderId(9007199254740993)], [])
        )
            .ToJson()
            .ShouldContain("\"canceled\":\"18446744073709551615 9007199254740993\"");

    [Fact]
    public void A_strategys_own_request_must_leave_its_path_and_not_its_fields()
    {
        var json = new AuditEntry.Dispatched(
            Switches.At,
            Switches.Desk,
            Switches.Maker,
            new OutboundRequest(
                new AttemptId(7),
                new Nonce(1),
                Lane.Order,
                new ExchangeRequest.SendPrivate(
                    new PrivateEndpoint("/v1/order/new"),
                    new RequestFields([new RequestField.Text("symbol", "btcusd")])
                )
            )
        ).ToJson();

        json.ShouldContain("SendPrivate /v1/order/new");
        json.ShouldNotContain("btcusd");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Row_must_have_its_kind_time_and_node(string kind, AuditEntry entry)
    {
        using var json = JsonDocument.Parse(entry.ToJson());

        json.RootElement.GetProperty("kind").GetString().ShouldBe(kind);
        json.RootElement.GetProperty("at").GetString().ShouldBe("2026-01-02T03:04:05.000000Z");
        json.RootElement.GetProperty("node").GetString().ShouldBe("desk-1");
    }

    public static TheoryData<string, AuditEntry> Kinds
    {
        get
        {
            var (at, node) = (Switches.At, Switches.Desk);
            var engaged = Switches.Engaged(KillSwitchHistory.Empty, Switches.Everything);
            var trip = Switches.Engaged(
                KillSwitchHistory.Empty,
                Switches.Everything,
                by: new RequestedBy.Engine("skew")
            );
            var reset = new KillSwitchRecord.Reset([engaged.Engagement], Switches.Bob, new Reason("mended"), at, node);
            return new TheoryData<string, AuditEntry>
            {
                { "start", new AuditEntry.Started(at, node, "1.2.3", RowHash.Genesis) },
                { "stop", new AuditEntry.Stopped(at, node, "asked to") },
                { "learned", new AuditEntry.Learned(at, node, Switches.Other, engaged) },
                {
                    "passed-on",
                    new AuditEntry.PassedOn(
                        at,
                        node,
                        Switches.Other,
                        AuditedCommand.CancelSession,
                        new CommandId("c"),
                        Switches.Ann,
                        Switches.Maker
                    )
                },
                {
                    "command",
                    new AuditEntry.Asked(
                        at,
                        node,
                        AuditedCommand.EngageKillSwitch,
                        new CommandId("c"),
                        Switches.Ann,
                        null,
                        Switches.Everything,
                        new Reason("spread gone")
                    )
                },
                {
                    "outcome",
                    new AuditEntry.Told(
                        at,
                        node,
                        new SessionCancelDenied(
                            Switches.Maker,
                            new CommandId("c"),
                            SessionCancelDeniedReason.EngineStopping
                        )
                    )
                },
                { "engage", new AuditEntry.Engaged(engaged.Engagement) },
                { "trip", new AuditEntry.Engaged(trip.Engagement) },
                { "reset", new AuditEntry.Reset(reset, 1) },
                { "lost", new AuditEntry.Lost(at, node, 3) },
            };
        }
    }
}

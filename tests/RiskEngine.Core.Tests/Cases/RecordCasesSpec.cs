using System.Text;
using System.Text.Json;
using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests.Cases;

/// <summary>Each thing that is kept reads back, or can be told from the others.</summary>
public sealed class RecordCasesSpec
{
    [Fact]
    public void Every_record_of_the_kill_switch_must_read_back()
    {
        var engaged = Engaged(KillSwitchHistory.Empty, Everything);
        ClosedUnions.EachMustHaveAStory<KillSwitchRecord>(
            new Dictionary<Type, Action>
            {
                [typeof(KillSwitchRecord.Engage)] = () => MustReadBack(engaged),
                [typeof(KillSwitchRecord.Unknown)] = () =>
                    MustReadBack(new KillSwitchRecord.Unknown("""{"epoch":7,"kind":"pause"}""", new Epoch(7))),
                [typeof(KillSwitchRecord.Reset)] = () =>
                    MustReadBack(new KillSwitchRecord.Reset([engaged.Engagement], Ann, new Reason("mended"), At, Desk)),
            }
        );
    }

    [Fact]
    public void Every_answer_must_say_its_name_in_the_trail()
    {
        ExchangeAnswer[] answers =
        [
            Says.Accepted(1),
            Says.OpenOrders(1),
            Says.Gone(1),
            Says.Standing(1, OrderStanding.Live),
            Says.NoneNamed(),
            Says.History(1),
            Says.Roles(isTrader: true),
            Says.Account(),
            Says.Beaten(),
            Says.Opened(1),
            Says.NonceTooLow(),
            Says.TooMany(),
            Says.Refused(),
            Says.NotSent(),
            Says.Unknown(),
        ];
        answers.Select(x => x.GetType()).ShouldBe(ClosedUnions.CasesOf(typeof(ExchangeAnswer)), ignoreOrder: true);
        answers
            .Select(x => Text(new AuditEntry.Answered(At, Desk, Maker, new AttemptId(1), new Nonce(1), x), "result"))
            .ShouldBe(answers.Select(x => x.GetType().Name));
    }

    [Fact]
    public void Every_request_must_say_what_it_asks_in_the_trail()
    {
        ExchangeRequest[] requests =
        [
            new ExchangeRequest.CancelSessionOrders(),
            new ExchangeRequest.CancelAccountOrders(),
            new ExchangeRequest.CancelOrder(new OrderId(1)),
            new ExchangeRequest.ReadOpenOrders(),
            new ExchangeRequest.ReadOrderStatus(new OrderId(1)),
            new ExchangeRequest.ReadOrdersByName(new ClientOrderId("mm-1")),
            new ExchangeRequest.ReadOrderHistory(At),
            new ExchangeRequest.ReadRoles(),
            new ExchangeRequest.ReadAccount(),
            new ExchangeRequest.SendHeartbeat(),
            new ExchangeRequest.SendPrivate(new PrivateEndpoint("/v1/order/new"), RequestFields.None),
        ];
        requests.Select(x => x.GetType()).ShouldBe(ClosedUnions.CasesOf(typeof(ExchangeRequest)), ignoreOrder: true);
        requests
            .Select(x =>
                Text(
                    new AuditEntry.Dispatched(
                        At,
                        Desk,
                        Maker,
                        new OutboundRequest(new AttemptId(1), new Nonce(1), Lane.Cancel, x)
                    ),
                    "what"
                )
            )
            .Distinct()
            .Count()
            .ShouldBe(requests.Length);
    }

    private static void MustReadBack(KillSwitchRecord record) =>
        KillSwitchRecordJson.Read(KillSwitchRecordJson.Write(record)).ShouldBe(record);

    private static string? Text(AuditEntry entry, string member)
    {
        using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(entry.ToJson()));
        return json.RootElement.GetProperty(member).GetString();
    }
}

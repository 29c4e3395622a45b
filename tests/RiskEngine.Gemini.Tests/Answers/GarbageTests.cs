using System.Text;
using System.Text.Json;

namespace RiskEngine.Gemini.Tests;

public sealed class GarbageTests
{
    private const int Bodies = 8_000;

    private static readonly int[] Statuses = [200, 200, 200, 200, 201, 301, 400, 401, 403, 404, 406, 429, 500, 502];

    private static readonly string[] Splinters =
    [
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "ok",
        "error",
        "1e18",
        "-1",
        "\\ud800",
        "\\u0000",
        "\0",
        "18446744073709551615",
        "\"is_live\":true",
        "\"details\":{}",
        "\"result\":\"ok\"",
        "\uFEFF",
        "é",
        "  ",
        "\n",
    ];

    private static readonly ExchangeRequest[] Requests =
    [
        Gateways.CancelSession,
        new ExchangeRequest.CancelAccountOrders(),
        new ExchangeRequest.CancelOrder(new OrderId(106817811)),
        new ExchangeRequest.ReadOpenOrders(),
        new ExchangeRequest.ReadOrderStatus(new OrderId(106817811)),
        new ExchangeRequest.ReadOrdersByName(new ClientOrderId("mm-1")),
        new ExchangeRequest.ReadOrderHistory(Gateways.Start),
        new ExchangeRequest.ReadRoles(),
        new ExchangeRequest.ReadAccount(),
        new ExchangeRequest.SendHeartbeat(),
        new ExchangeRequest.SendPrivate(new PrivateEndpoint("/v1/order/new"), RequestFields.None),
    ];

    [Fact]
    public async Task Cancel_must_never_be_accepted_out_of_garbage()
    {
        var seed = Seeds.Or(1);
        var random = new Random(seed);
        var seeds = Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "TestData"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .ToArray();
        var next = (Status: 0, Body: Array.Empty<byte>());
        await using var gateway = Gateways.Behind(new StubHandler(_ => StubHandler.Response(next.Status, next.Body)));
        var accepted = 0;

        for (var i = 0; i < Bodies; i++)
        {
            next = (Statuses[random.Next(Statuses.Length)], Spoil(seeds[random.Next(seeds.Length)], random));
            var request = Requests[random.Next(Requests.Length)];

            var answer = await gateway.SendAsync(Gateways.Outbound(request), CancellationToken.None);

            if (answer is not ExchangeAnswer.CancelAccepted cancel)
                continue;
            accepted++;
            next.Status.ShouldBe(200);
            var (canceled, rejects) = IdsByAnotherReader(next.Body);
            cancel.Canceled.Select(x => $"{x}").ShouldBe(canceled, $"body {i}; {Seeds.Replay(seed)}");
            cancel.Rejects.Select(x => $"{x}").ShouldBe(rejects, $"body {i}; {Seeds.Replay(seed)}");
        }

        // The test would prove nothing if every body were refused.
        accepted.ShouldBeGreaterThan(0);
    }

    private static byte[] Spoil(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var i = random.Next(4); i > 0; i--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splinters[random.Next(Splinters.Length)]));
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(12), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(0, Math.Min(random.Next(40), bytes.Count)));
                    break;
            }
        }

        return [.. bytes];
    }

    // Reads raw digits, not numbers, so that it would see an id that was rounded.
    private static (string[] Canceled, string[] Rejects) IdsByAnotherReader(byte[] body)
    {
        var start = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        using var document = JsonDocument.Parse(body.AsMemory(start));
        document.RootElement.GetProperty("result").GetString().ShouldBe("ok");
        var details = document.RootElement.GetProperty("details");
        details.ValueKind.ShouldBe(JsonValueKind.Object);
        return (Ids("cancelledOrders"), Ids("cancelRejects"));

        string[] Ids(string name) =>
            details.TryGetProperty(name, out var ids) && ids.ValueKind != JsonValueKind.Null
                ? [.. ids.EnumerateArray().Select(x => x.GetRawText().Trim('"'))]
                : [];
    }
}

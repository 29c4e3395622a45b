using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Tests.Clients;

/// <summary>The client that most people reach an exchange with, at its own pace and with its own idea of the wire.</summary>
[Long]
public sealed class CcxtSpec
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly ApiKey Key = new("ccxt", "account-ccxt", "ccxt-secret");

    [CcxtTheory]
    [InlineData(NonceMode.Increasing)]
    [InlineData(NonceMode.TimeBased)]
    public async Task Client_must_start_trade_and_cancel_one_all_and_the_session(NonceMode nonces)
    {
        var options = new SimulatorOptions
        {
            Credentials = [Key with { Nonce = nonces }],
            Switches = new Switches
            {
                // ccxt counts milliseconds on either kind of key.
                TimeNonceForm = TimeNonceForm.Milliseconds,
                SpotHasContractFields = false,
            },
        };
        await using var simulator = await GeminiSimulator.StartAsync(options);

        var seen = await TradeAsync(simulator);

        seen.GetProperty("version").GetString().ShouldBe(CcxtTheoryAttribute.Version);
        var markets = seen.GetProperty("markets").EnumerateArray().Select(market => market.GetString()).ToList();
        markets.ShouldBe(["BTC/GUSD:GUSD", "BTC/USD", "ETH/BTC", "ETH/USD", "LTC/USD", "SOL/USD"], ignoreOrder: true);
        seen.GetProperty("amountStep").GetDecimal().ShouldBe(0.00000001m);
        var free = seen.GetProperty("free").EnumerateArray().Select(amount => amount.GetDecimal()).ToList();
        (free[0] - free[1]).ShouldBe(6 * 90_000m);
        seen.GetProperty("last").GetDecimal().ShouldBe(100_000m);
        seen.GetProperty("bestBid").GetDecimal().ShouldBe(90_000m);
        seen.GetProperty("trades").GetInt32().ShouldBe(0);

        var placed = Ids(seen.GetProperty("placed"));
        simulator.World.Orders.Select(order => order.Id).ShouldBe(placed);
        Ids(seen.GetProperty("listed")).ShouldBe(placed.Take(3));
        seen.GetProperty("canceled").GetString().ShouldBe("canceled");
        CanceledBy("/v1/order/cancel").ShouldBe(placed[..1]);
        CanceledBy("/v1/order/cancel/session").ShouldBe(placed[1..3]);
        CanceledBy("/v1/order/cancel/all").ShouldBe(placed[3..]);
        // JavaScript rounds ids that are numbers, as those of bulk cancels are, so only their count can be held against it.
        (Named("session"), Named("all")).ShouldBe((2, 1));
        seen.GetProperty("left").GetInt32().ShouldBe(0);
        seen.GetProperty("status").GetString().ShouldBe("canceled");
        seen.GetProperty("mine").GetInt32().ShouldBe(0);
        seen.GetProperty("unknown").GetString().ShouldBe("OrderNotFound");
        simulator.World.Orders.ShouldAllBe(order => order.Status == OrderStatus.Canceled);
        simulator
            .World.Requests.Where(request => request.Status != 200)
            .Select(request => request.Reason)
            .ShouldBe(["OrderNotFound"]);

        IEnumerable<ulong> CanceledBy(string path)
        {
            var requests = simulator.World.Requests.Where(request => request.Path == path);
            return simulator
                .World.OrderEvents.Where(change => change.Change == OrderChange.Canceled)
                .Where(change => requests.Any(request => request.Number == change.Request))
                .Select(change => change.OrderId);
        }

        int Named(string answer) => seen.GetProperty(answer).GetProperty("cancelledOrders").GetArrayLength();
    }

    private static async Task<JsonElement> TradeAsync(GeminiSimulator simulator)
    {
        var start = new ProcessStartInfo(
            CcxtTheoryAttribute.Node!,
            [
                Path.Combine(AppContext.BaseDirectory, "Clients", "ccxt-trades.mjs"),
                CcxtTheoryAttribute.Folder,
                simulator.BaseAddress.GetLeftPart(UriPartial.Authority),
                Key.Key,
                Key.Secret,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await node.WaitForExitAsync(limit.Token);
        }
        finally
        {
            node.Kill(entireProcessTree: true);
        }
        node.ExitCode.ShouldBe(0, await error);
        return JsonSerializer.Deserialize<JsonElement>((await output).TrimEnd().Split('\n')[^1]);
    }

    private static ulong[] Ids(JsonElement list) =>
        [.. list.EnumerateArray().Select(id => ulong.Parse(id.ToString(), CultureInfo.InvariantCulture)).Order()];
}

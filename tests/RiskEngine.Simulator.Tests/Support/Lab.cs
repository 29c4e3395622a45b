using System.Globalization;
using System.Text.Json;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Tests.Support;

/// <summary>A world on a virtual clock, and a client of it that signs properly unless told otherwise.</summary>
public sealed class Lab
{
    public const string Session = "/v1/order/cancel/session";
    public const string All = "/v1/order/cancel/all";
    public const string Cancel = "/v1/order/cancel";
    public const string New = "/v1/order/new";
    public const string Status = "/v1/order/status";
    public const string Orders = "/v1/orders";
    public const string Roles = "/v1/roles";
    public const string Heartbeat = "/v1/heartbeat";

    public const string ALimitOrder =
        "\"symbol\":\"btcusd\",\"amount\":\"1.5\",\"price\":\"100.00\",\"side\":\"buy\",\"type\":\"exchange limit\"";

    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public static readonly ApiKey Maker = new("maker", "account-maker", "maker-secret");
    public static readonly ApiKey Taker = new("taker", "account-taker", "taker-secret");

    private ulong _nonce = 1_000;

    public Lab(SimulatorOptions? options = null) =>
        World = new World(options ?? new SimulatorOptions { Credentials = [Maker, Taker] });

    public static Lab With(params Credential[] credentials) => new(new SimulatorOptions { Credentials = credentials });

    public static Lab With(Switches switches) =>
        new(new SimulatorOptions { Credentials = [Maker, Taker], Switches = switches });

    public static Lab WithFaults(string plan, int seed = 1) =>
        new(
            new SimulatorOptions
            {
                Credentials = [Maker, Taker],
                Faults = Simulator.Faults.FaultPlan.Parse(plan),
                Seed = seed,
                RateLimit = null,
            }
        );

    public World World { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    public long Seconds => Now.ToUnixTimeSeconds();

    public void Pass(TimeSpan by)
    {
        Now += by;
        World.Advance(Now);
    }

    public string NextNonce() => (++_nonce).ToString(CultureInfo.InvariantCulture);

    /// <summary>Sends a signed request; it may have to wait.</summary>
    public Step Begin(string path, ApiKey? key = null, string fields = "", string? nonce = null) =>
        Begin(path, Sign.Payload(key ?? Maker, Sign.Json(path, nonce ?? NextNonce(), fields)));

    public Step Begin(string path, Dictionary<string, string> headers, string method = "POST") =>
        World.Handle(method, path, headers, Now);

    /// <summary>Moves the clock to when the request goes on, until it is done.</summary>
    public Reply Finish(Step step)
    {
        while (step is Step.Wait wait)
        {
            if (wait.Until > Now)
                Now = wait.Until;
            step = wait.Resume(Now);
        }
        return ((Step.Done)step).Reply;
    }

    public Reply Reply(string path, ApiKey? key = null, string fields = "", string? nonce = null) =>
        Finish(Begin(path, key, fields, nonce));

    public Answer Send(string path, ApiKey? key = null, string fields = "", string? nonce = null) =>
        Reply(path, key, fields, nonce).Answer!;

    public Answer Send(string path, Dictionary<string, string> headers, string method = "POST") =>
        Finish(Begin(path, headers, method)).Answer!;

    public Order Place(ApiKey? key = null, string fields = ALimitOrder)
    {
        var answer = Send(New, key, fields);
        answer.Status.ShouldBe(200, answer.Body);
        return World.FindOrder(
            ulong.Parse(Json(answer).GetProperty("order_id").GetString()!, CultureInfo.InvariantCulture)
        )!;
    }

    public static JsonElement Json(Answer answer) => JsonSerializer.Deserialize<JsonElement>(answer.Body);

    public static ulong[] Ids(Answer answer, string list) =>
        [.. Json(answer).GetProperty("details").GetProperty(list).EnumerateArray().Select(id => id.GetUInt64())];
}

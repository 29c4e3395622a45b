using System.Net.Http.Json;
using System.Text.Json;
using RiskEngine.Host.Logging;
using RiskEngine.Host.Service;

namespace RiskEngine.Host.Tests.Support;

/// <summary>A whole service on a port of its own: engine, simulated exchange, web front.</summary>
public class RunningHost : IAsyncLifetime
{
    /// <summary>Ends a test that hangs, and nothing else.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ServiceStart _start = null!;
    private RunningService _service = null!;

    internal const string Alice = "alice-0123456789-0123456789";
    internal const string Bob = "bob-0123456789-0123456789-";
    internal const string Vera = "vera-0123456789-0123456789-";
    internal const string Emil = "emil-0123456789-0123456789-";
    internal const string Carl = "carl-0123456789-0123456789-";

    /// <summary>What differs from the tests' own configuration.</summary>
    protected virtual string Hocon => "";

    /// <summary>Whether a session in that state has come as far as the tests need.</summary>
    protected virtual bool IsUp(string? state) => state != "starting";

    /// <summary>Where its log goes; by default nowhere.</summary>
    internal virtual IReadOnlyList<LogOutput> Log => [];

    /// <summary>Who may use it: Alice all but reset, Bob look and reset, Vera look, Emil engage, Carl cancel.</summary>
    internal static Dictionary<string, string> Operators { get; } =
        new()
        {
            ["RISKENGINE__OPERATORS__ALICE__TOKEN"] = Alice,
            ["RISKENGINE__OPERATORS__ALICE__ROLES"] = "viewer, canceler, engager",
            ["RISKENGINE__OPERATORS__bob__TOKEN"] = Bob,
            ["RISKENGINE__OPERATORS__bob__ROLES"] = "viewer,resetter",
            ["RISKENGINE__OPERATORS__vera__TOKEN"] = Vera,
            ["RISKENGINE__OPERATORS__vera__ROLES"] = "viewer",
            ["RISKENGINE__OPERATORS__emil__TOKEN"] = Emil,
            ["RISKENGINE__OPERATORS__emil__ROLES"] = "engager",
            ["RISKENGINE__OPERATORS__carl__TOKEN"] = Carl,
            ["RISKENGINE__OPERATORS__carl__ROLES"] = "canceler",
        };

    internal Uri Address => _service.Address;

    internal ServicePlan Plan => _start.Plan!;

    public virtual async Task InitializeAsync()
    {
        _start = await ServiceStart.ReadAsync(
            [
                new ConfigurationText(
                    "test",
                    """
                    risk-engine {
                      node = test-1
                      store.kind = memory
                      service { listen = "http://127.0.0.1:0", snapshot-every = 100ms, sign-in.failures = 1000 }
                      simulator { enabled = on, strategies = off }
                      # Nothing is given up, or sent a second time, because the machine is busy.
                      gemini { request-timeout = 20s, connect-timeout = 15s }
                      guardian { attempt-timeout = 25s, hedge-after = 20s, default-deadline = 50s, verify-pause = 5ms }
                      kill-switch.deadline = 55s
                      sessions {
                        maker-1 { verification = own-orders }
                        maker-2 { account = desk-2, verification = account }
                      }
                    }
                    """
                ),
                new ConfigurationText("more", Hocon),
            ],
            Operators,
            TimeProvider.System,
            CancellationToken.None
        );
        _start.Faults.ShouldBeEmpty();
        _service = await RunningService.StartAsync(Plan, Log, CancellationToken.None);
        await UntilAsync(async () =>
            (await GetAsync("/api/sessions"))
                .GetProperty("sessions")
                .EnumerateArray()
                .All(session => IsUp(session.GetProperty("state").GetString()))
        );
    }

    public virtual async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _start.DisposeAsync();
    }

    /// <summary>A client with somebody's token; null: with none.</summary>
    internal virtual HttpClient Client(string? token = Alice)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    internal async Task<JsonElement> GetAsync(string path, string token = Alice)
    {
        using var client = Client(token);
        return await client.GetFromJsonAsync<JsonElement>(path);
    }

    internal async Task<JsonElement> PostAsync(string path, object body, string token = Alice, string? key = null)
    {
        using var answer = await SendAsync(path, body, token, key);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal async Task<HttpResponseMessage> SendAsync(
        string path,
        object body,
        string? token = Alice,
        string? key = null
    )
    {
        using var client = Client(token);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    /// <summary>An order of the session on the exchange's book, placed as its strategies would.</summary>
    internal void PlaceOrder(string alias) =>
        Plan.Simulator!.World.Place(
            new Simulator.Book.OrderTicket("btcusd", Simulator.Book.Side.Buy, 1m, 50_000m),
            TimeProvider.System.GetUtcNow(),
            alias
        );

    /// <summary>Asks again and again; the limit only ends a test that hangs.</summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="otherwise">What to say when it did not come.</param>
    internal static async Task UntilAsync(Func<Task<bool>> isSo, Func<string>? otherwise = null)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await isSo())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException(otherwise?.Invoke() ?? "What was waited for did not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}

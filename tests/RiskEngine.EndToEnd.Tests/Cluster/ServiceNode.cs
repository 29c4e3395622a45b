using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>One node of a cluster: the service as a process of its own.</summary>
internal sealed class ServiceNode : IAsyncDisposable
{
    private const string Token = "a-token-that-is-long-enough-for-an-operator-0123456789";

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(120) };
    private readonly List<string> _said = [];
    private Task _reading = Task.CompletedTask;

    private ServiceNode(string name, Process process) => (Name, _process) = (name, process);

    internal string Name { get; }

    internal string Said
    {
        get
        {
            lock (_said)
                return string.Join('\n', _said);
        }
    }

    internal static async Task<ServiceNode> StartAsync(
        string name,
        string configuration,
        Uri address,
        string database,
        params string[] aliases
    )
    {
        var environment = new List<(string, string)>
        {
            ("RISKENGINE__STORE__POSTGRES", database),
            ("RISKENGINE__CLUSTER__TOKEN", Token),
            ("RISKENGINE__OPERATORS__officer__TOKEN", Token),
            ("RISKENGINE__OPERATORS__officer__ROLES", "viewer,canceler,engager,resetter"),
        };
        foreach (var alias in aliases)
        {
            environment.Add(($"RISKENGINE__SESSIONS__{alias}__APIKEY", $"account-{alias}"));
            environment.Add(($"RISKENGINE__SESSIONS__{alias}__APISECRET", $"secret-{alias}"));
        }

        var node = new ServiceNode(
            name,
            Program.Start(
                "RiskEngine.Host",
                ["serve", "--config", configuration, "--urls", address.GetLeftPart(UriPartial.Authority)],
                [.. environment]
            )
        );
        try
        {
            await node.UpAsync(address);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>How the kill switch stands on this node: clear, engaged or unreadable.</summary>
    internal async Task<string> SwitchAsync() => (await GetAsync("/api/kill-switch")).GetProperty("state").GetString()!;

    /// <summary>Whether it says that it can do what it is there for.</summary>
    internal async Task<bool> IsReadyAsync()
    {
        using var answer = await _http.GetAsync("/readyz");
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Engages everything.</summary>
    /// <returns>The engagement's id.</returns>
    internal async Task<string> EngageAsync(TimeSpan deadline) =>
        (await AskToEngageAsync(deadline)).GetProperty("engagement").GetProperty("id").GetString()!;

    /// <summary>Engages everything.</summary>
    /// <returns>The whole answer.</returns>
    internal Task<JsonElement> AskToEngageAsync(TimeSpan deadline) =>
        PostAsync(
            "/api/kill-switch/engage",
            new
            {
                scope = "everything",
                reason = "a test",
                deadlineMs = (long)deadline.TotalMilliseconds,
            }
        );

    /// <summary>Cancels a session, whoever runs it.</summary>
    internal Task<JsonElement> CancelAsync(string alias, TimeSpan deadline) =>
        PostAsync(
            $"/api/sessions/{alias}/cancel",
            new { reason = "a test", deadlineMs = (long)deadline.TotalMilliseconds }
        );

    /// <summary>The sessions that it says a node runs.</summary>
    internal async Task<string[]> SessionsOfAsync(string node) =>
        [
            .. (await GetAsync("/api/sessions"))
                .GetProperty("sessions")
                .EnumerateArray()
                .Where(x => x.TryGetProperty("node", out var name) && name.GetString() == node)
                .Select(x => x.GetProperty("alias").GetString()!),
        ];

    /// <summary>Stops the process in the middle of everything (SIGSTOP): its connections stay open, and it answers nobody.</summary>
    internal Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets a paused process go on.</summary>
    internal Task ResumeAsync() => SignalAsync("CONT");

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Resets these engagements.</summary>
    internal async Task<string> ResetAsync(params string[] engagements) =>
        (await PostAsync("/api/kill-switch/reset", new { engagements, reason = "a test" })).GetRawText();

    /// <summary>Kills the process (SIGKILL).</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
    }

    private async Task UpAsync(Uri address)
    {
        _reading = Task.Run(ReadAsync);
        _http.BaseAddress = address;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (!await AnswersAsync())
        {
            if (limit.IsCancellationRequested || _process.HasExited)
                throw new InvalidOperationException($"{Name} did not start:\n{Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _http.GetAsync("/healthz");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            lock (_said)
                _said.Add(line);
    }

    private async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path);

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.CommandLine;

/// <summary>Whoever reads the service's output stops reading, as a log driver that hangs does.</summary>
[Long]
public sealed class UnreadOutputSpec : IDisposable
{
    /// <summary>Ends a test that hangs, and nothing else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>They are answered by a few requests to the exchange, and each has a line of the log. Nothing is looked at, so
    /// that none waits for a list to stay quiet.</summary>
    private const int AtOnce = 200;

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _limit = new(Patience, TimeProvider.System);

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Service_must_go_on_count_what_it_drops_and_stop_in_order_when_nobody_reads_its_output()
    {
        var overlay = _folder.PathOf("test.hocon");
        await File.WriteAllTextAsync(
            overlay,
            $$"""
            risk-engine {
              store { path = "{{_folder.Path}}/store.db" }
              service { log-folder = "{{_folder.Path}}/log", log-queue = 300 }
              session-defaults.verification = none
              {{Served.Patiently}}
            }
            """
        );
        await using var service = await Served.StartUnreadAsync([overlay]);
        using var client = new HttpClient { BaseAddress = new Uri(service.Address), Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new("Bearer", service.Token);

        while (!await IsLoggedAsync("The log's console takes no lines: 300 wait"))
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => CancelAsync(client)));

        using var stream = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead, _limit.Token);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync(_limit.Token));
        var canceled = await CancelAsync(client);
        await UntilAsync(events, canceled);
        await UntilAsync(events, "event: snapshot");
        while (!await IsLoggedAsync(canceled))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _limit.Token);
        (await client.GetStringAsync("/metrics", _limit.Token)).ShouldMatch(
            """risk_engine_log_dropped_total\{output="console"\} [1-9]"""
        );
        (await client.GetStringAsync("/api/sessions", _limit.Token)).ShouldMatch(
            """\"output\":\"console\",\"dropped\":[1-9]"""
        );
        (await client.GetStringAsync("/readyz", _limit.Token)).ShouldContain("console takes no lines");
        (await service.RunAsync("status")).Output.ShouldMatch(
            "The log's console takes no lines; [1-9][0-9]* were dropped"
        );
        (await service.StopAsync()).ExitCode.ShouldBe(0);
    }

    /// <returns>The command's id.</returns>
    private async Task<string> CancelAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync(
            "/api/sessions/maker-1/cancel",
            new { reason = "a test" },
            _limit.Token
        );
        var outcome = await answer.Content.ReadFromJsonAsync<JsonElement>(_limit.Token);
        return outcome.GetProperty("commandId").GetString()!;
    }

    private async Task UntilAsync(StreamReader events, string text)
    {
        while (await events.ReadLineAsync(_limit.Token) is { } line)
            if (line.Contains(text, StringComparison.Ordinal))
                return;
        throw new InvalidOperationException($"The stream ended before {text} came.");
    }

    /// <summary>Whether a text is in the log's files, the first of which is made with the first line.</summary>
    private async Task<bool> IsLoggedAsync(string text)
    {
        var folder = new DirectoryInfo(_folder.PathOf("log"));
        foreach (var file in folder.Exists ? folder.GetFiles() : [])
        {
            await using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            if ((await reader.ReadToEndAsync(_limit.Token)).Contains(text, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

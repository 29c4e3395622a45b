using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using RiskEngine.EndToEnd.Tests.House;
using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.CommandLine;

public sealed partial class ServeSpec : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Service_must_say_in_a_line_that_its_port_is_taken_and_show_no_stack()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var overlay = _folder.PathOf("test.hocon");
        await File.WriteAllTextAsync(overlay, $"risk-engine.store.path = \"{_folder.Path}/store.db\"");

        var refused = await Program.RunAsync(
            "RiskEngine.Host",
            [
                "serve",
                "--config",
                Repository.PathOf("config", "simulation.hocon"),
                overlay,
                "--urls",
                $"http://{other.LocalEndpoint}",
            ],
            Served.LocalOperator
        );

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("address already in use");
        (refused.Output + refused.Error).ShouldNotContain("   at ");
        // Not even an actor system: an engine may cancel as it starts.
        refused.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Service_must_not_start_with_a_token_for_a_pipe_when_no_operator_is_configured()
    {
        var overlay = _folder.PathOf("test.hocon");
        await File.WriteAllTextAsync(overlay, $"risk-engine.store.path = \"{_folder.Path}/store.db\"");

        var refused = await Program.RunAsync(
            "RiskEngine.Host",
            [
                "serve",
                "--config",
                Repository.PathOf("config", "simulation.hocon"),
                overlay,
                "--urls",
                "http://127.0.0.1:0",
            ]
        );

        refused.ExitCode.ShouldBe(2, refused.Output);
        refused.Error.ShouldContain("no operator is configured");
        refused.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Service_must_be_driven_from_another_terminal_when_it_runs_and_show_no_secret_anywhere()
    {
        var overlay = await Served.OverlayAsync(_folder, Served.Patiently);
        await using var service = await Served.StartAsync([overlay]);

        var status = await service.RunAsync("status");
        var json = await service.RunAsync("status", "--json");
        var cancel = await service.RunAsync("cancel", "maker-1", "--reason", "a test", "--json");
        var kill = await service.RunAsync("kill", "--scope", "everything", "--reason", "a test");
        var old = await service.RunAsync("reset", "--scope", "everything", "--epoch", "1", "--reason", "x");
        var id = Engagement().Match(kill.Output).Value;
        var wrong = await service.RunAsync("reset", "everything", "--reason", "x");
        var reset = await service.RunAsync("reset", id, "--reason", "looked");
        var again = await service.RunAsync("reset", id, "--reason", "looked");
        var missing = await service.RunAsync("cancel", "nobody", "--reason", "a test");
        var audit = await service.RunAsync("audit", "export", "--store", _folder.PathOf("store.db"));
        var http = await AnswersAsync(service);
        var (exitCode, said) = await service.StopAsync();

        status.ExitCode.ShouldBe(0, status.Error);
        status.Output.ShouldContain("gemini/desk-2/maker-2");
        status.Output.ShouldContain("Nothing is engaged.");
        JsonDocument.Parse(json.Output).RootElement.GetProperty("sessions").GetArrayLength().ShouldBe(3);
        cancel.ExitCode.ShouldBe(0, cancel.Output + cancel.Error);
        JsonDocument.Parse(cancel.Output).RootElement.GetProperty("outcome").GetString().ShouldBe("canceled");
        kill.ExitCode.ShouldBe(0, kill.Output + kill.Error);
        kill.Output.ShouldContain("PROVEN for 3 of 3 sessions");
        wrong.ExitCode.ShouldBe(3, wrong.Output);
        wrong.Error.ShouldContain("engagements must be 1 to 50 ids");
        old.ExitCode.ShouldBe(1, old.Error);
        old.Output.ShouldContain(id);
        reset.ExitCode.ShouldBe(0, reset.Output + reset.Error);
        again.ExitCode.ShouldBe(1, again.Output + again.Error);
        again.Output.ShouldContain("none of what you named is engaged any more");
        missing.ExitCode.ShouldBe(3, missing.Output);
        audit.Output.ShouldContain("person local");
        exitCode.ShouldBe(0, said);

        var log = string.Concat(Directory.EnumerateFiles(_folder.PathOf("log")).Select(File.ReadAllText));
        log.ShouldContain("\"CommandId\":");
        (said + log).ShouldNotContain("Request starting");
        log.ShouldContain("\"AttemptIds\":");
        log.ShouldNotContain(service.Token);
        string[] written =
        [
            said,
            log,
            status.Output,
            json.Output,
            cancel.Output,
            kill.Output,
            audit.Output,
            http,
            .. Directory.EnumerateFiles(_folder.Path).Select(File.ReadAllText),
        ];
        foreach (var text in written)
            Credential().Matches(text).Select(match => match.Value).ShouldBeEmpty();
        // The token is shown once, to whoever sits at the terminal, and stands nowhere else.
        foreach (var text in written[1..])
            text.ShouldNotContain(service.Token);
    }

    [Fact]
    public async Task Command_must_say_so_and_end_with_three_when_no_service_is_there()
    {
        var status = await Processes.Program.RunAsync(
            "RiskEngine.Host",
            ["status", "--url", "http://127.0.0.1:9"],
            ("RISKENGINE__TOKEN", "0123456789-0123456789-0123")
        );

        status.ExitCode.ShouldBe(3);
        status.Error.ShouldContain("was not reached");
        status.Error.ShouldNotContain("   at ", Case.Sensitive);
    }

    [Fact]
    public async Task Service_must_not_be_started_when_it_would_be_open_to_others()
    {
        var serve = await Processes.Program.RunAsync("RiskEngine.Host", ["serve", "--urls", "http://0.0.0.0:0"]);

        serve.ExitCode.ShouldBe(2);
        serve.Error.ShouldContain("needs https");
        serve.Error.ShouldContain("needs operators");
    }

    [Fact]
    public async Task Configuration_must_be_shown_whole_and_without_a_secret_when_asked_for()
    {
        var show = await Processes.Program.RunAsync(
            "RiskEngine.Host",
            ["config", "show", House.Repository.PathOf("config", "sandbox.hocon")],
            ("RISKENGINE__SESSIONS__SANDBOX_1__APIKEY", "account-visible"),
            ("RISKENGINE__OPERATORS__ALICE__TOKEN", "visible-0123456789-0123456789"),
            ("RISKENGINE__OPERATORS__ALICE__ROLES", "viewer,engager")
        );

        show.ExitCode.ShouldBe(0, show.Error);
        var lines = show.Output.Split('\n');
        lines.ShouldContain("risk-engine.sessions.sandbox-1.verification = own-orders");
        lines.ShouldContain("risk-engine.guardian.hedge-after = 750ms   # default");
        lines.ShouldContain("risk-engine.gemini.rest-base-address = \"https://api.sandbox.gemini.com\"");
        lines.ShouldContain("RISKENGINE__SESSIONS__sandbox-1__* = (set)");
        lines.ShouldContain("RISKENGINE__OPERATORS__alice__ROLES = viewer, engager; token (set)");
        show.Output.ShouldNotContain("visible");
    }

    /// <summary>What every route that gives data gives.</summary>
    private static async Task<string> AnswersAsync(Served service)
    {
        using var client = new HttpClient { BaseAddress = new Uri(service.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", service.Token);
        var text = "";
        foreach (
            var path in (string[])
                ["/api/sessions", "/api/kill-switch", "/api/audit?after=-500", "/api/me", "/metrics", "/readyz"]
        )
            text += await client.GetStringAsync(path);
        using var events = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await events.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var read = await stream.ReadAtLeastAsync(buffer, 4096);
        return text + System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }

    /// <summary>The simulation's keys and secrets are random; this is what they look like.</summary>
    [GeneratedRegex("(account|master)-[0-9A-F]{20}|(?<![0-9A-Fa-f])[0-9A-F]{40}(?![0-9A-Fa-f])")]
    private static partial Regex Credential();

    [GeneratedRegex("[A-Za-z0-9._-]+:[0-9a-f]{16}:1")]
    private static partial Regex Engagement();
}

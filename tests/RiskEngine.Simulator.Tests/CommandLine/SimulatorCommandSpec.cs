using RiskEngine.Simulator.CommandLine;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Http;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.CommandLine;

public sealed class SimulatorCommandSpec
{
    [Fact]
    public async Task Program_must_list_every_fault_and_return_2_when_arguments_are_wrong()
    {
        var (code, output, error) = await RunAsync(
            "--urls http://10.0.0.1:80 --key account-a --nonce rising --roles Boss --rate-limit few --switch fence=maybe "
                + "--switch x=y --fault oops --seed one --alias a --alias b --unknown"
        );
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        foreach (
            var part in new[]
            {
                "11 faults",
                "--unknown",
                "each --key wants its --secret: there are 1 and 0",
                "--alias wants a name for each of 1 keys and tokens, not 2",
                "--nonce 'rising'",
                "--roles 'Boss'",
                "--rate-limit 'few'",
                "--switch 'fence=maybe': write fence=on|off",
                "--switch 'x=y': no such switch",
                "--fault 'oops'",
                "--seed 'one'",
                "not a loopback address",
            }
        )
            error.ShouldContain(part);
        error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("", "give at least one --key with its --secret, or one --token")]
    [InlineData("--key a --secret b --urls here", "--urls 'here' is not an address")]
    [InlineData("--key a --secret b --key a --secret c", "two API keys are the same")]
    [InlineData("--key a --secret b --seed", "--seed")]
    [InlineData("--key @a --secret @b --nonce @c", "--nonce '@c'")]
    [InlineData("--key a --secret b --rate-limit 0", "the rate limit wants at least 1 a minute")]
    public async Task Program_must_name_the_one_fault_and_return_2_when_there_is_one(string arguments, string fault)
    {
        var (code, _, error) = await RunAsync(arguments);
        code.ShouldBe(2);
        error.ShouldStartWith("The arguments have a fault:");
        error.ShouldContain(fault);
    }

    [Fact]
    public async Task Help_must_explain_options_switches_grammar_and_ready_made_plans()
    {
        var (code, output, _) = await RunAsync("--help");
        code.ShouldBe(0);
        foreach (
            var option in new[] { "--urls", "--key", "--secret", "--nonce", "--fault", "--seed", "--require-heartbeat" }
        )
            output.ShouldContain(option);
        output.ShouldContain("time-nonce-must-increase=on|off");
        output.ShouldContain("drop-after x2, 502 x1");
        foreach (var plan in NamedPlans.All)
            output.ShouldContain(plan.Name);
    }

    [Fact]
    public async Task Program_must_serve_until_it_is_stopped_and_show_no_secret_when_it_is_verbose()
    {
        using var stop = new CancellationTokenSource();
        var (output, error) = (new StringWriter(), new StringWriter());
        var (lines, faults) = (TextWriter.Synchronized(output), TextWriter.Synchronized(error));
        var run = SimulatorCommand.RunAsync(
            (
                "--urls http://127.0.0.1:0 --key account-a --secret secret-a --key master-b --secret secret-b --token token-c "
                + "--alias a --alias b --alias c --nonce time-based --roles Trader,Auditor --require-heartbeat --account main "
                + "--account other --rate-limit off --switch credential-errors=401 --fault rejects --verbose"
            ).Split(' '),
            lines,
            faults,
            stop.Token
        );
        await Eventually.BeTrue(() => run.IsCompleted || output.ToString().Contains("Ctrl+C"), "the program is up");
        run.IsCompleted.ShouldBeFalse(error.ToString());
        var address = new Uri(output.ToString().Split('\n')[0].Split(' ')[^1].Trim());

        using var http = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Post, Lab.Roles) { Content = new ByteArrayContent([]) };
        var nonce = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var key = new ApiKey("a", "account-a", "secret-a");
        foreach (var (name, value) in Sign.Payload(key, Sign.Json(Lab.Roles, $"{nonce}")))
            request.Headers.Add(name, value);
        using var response = await http.SendAsync(request);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"isAuditor":true,"isFundManager":false,"isTrader":true}"""
        );

        await stop.CancelAsync();
        (await run).ShouldBe(0);
        error.ToString().ShouldBeEmpty();
        var text = output.ToString();
        text.ShouldContain("a: key of account main, time-based nonces, roles Trader, Auditor, heartbeat required");
        text.ShouldContain("b: master key, time-based nonces");
        text.ShouldContain(
            "c: access token of account main, scopes orders:create orders:read balances:read history:read account:read"
        );
        text.ShouldContain($"#1 a /v1/roles nonce {nonce} -> 200, executed");
        text.ShouldContain("Stopped. Requests: 1. Open orders: 0.");
        foreach (var secret in new[] { "account-a", "secret-a", "master-b", "secret-b", "token-c" })
            text.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Program_must_return_1_with_a_plain_message_when_the_port_is_taken()
    {
        await using var simulator = await GeminiSimulator.StartAsync(new SimulatorOptions());
        var (code, _, error) = await RunAsync($"--urls {simulator.BaseAddress} --key a --secret b");
        code.ShouldBe(1);
        error.ShouldStartWith("Cannot listen: ");
        error.ShouldNotContain("   at ");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await SimulatorCommand.RunAsync(
            arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            output,
            error
        );
        return (code, output.ToString(), error.ToString());
    }
}

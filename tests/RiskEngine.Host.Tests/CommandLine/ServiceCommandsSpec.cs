using Microsoft.AspNetCore.Http;
using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.CommandLine;

/// <summary>The commands as a person gives them, against a running service.</summary>
[Long]
public sealed class ServiceCommandsSpec(RunningHost host) : IClassFixture<RunningHost>, IDisposable
{
    private const int Proven = 0;
    private const int NotProven = 1;
    private const int BadInput = 2;
    private const int NotServed = 3;

    private readonly List<string> _tokenFiles = [];

    [Fact]
    public async Task Cancel_must_end_with_zero_when_it_is_proven()
    {
        host.PlaceOrder("maker-2");

        (await RunAsync("cancel", "maker-2", "--reason", "a test")).ShouldBe(Proven);

        host.Plan.Simulator!.World.OpenOrdersOf("maker-2").ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_must_take_the_whole_name_and_no_reason_when_somebody_is_in_a_hurry()
    {
        host.PlaceOrder("maker-2");

        (await RunAsync("cancel", "gemini/desk-2/maker-2")).ShouldBe(Proven);
        host.Plan.Simulator!.World.OpenOrdersOf("maker-2").ShouldBeEmpty();

        (await RunAsync("cancel", "gemini/maker-2")).ShouldBe(NotServed);
        (await RunAsync("cancel", "maker-2", "--all")).ShouldBe(BadInput);
        (await RunAsync("cancel")).ShouldBe(BadInput);
    }

    [Fact]
    public async Task Cancel_of_all_must_leave_no_order_of_any_session_when_it_ends_with_zero()
    {
        host.PlaceOrder("maker-1");
        host.PlaceOrder("maker-2");

        (await RunAsync("cancel", "--all")).ShouldBe(Proven);

        host.Plan.Simulator!.World.OpenOrdersOf("maker-1").ShouldBeEmpty();
        host.Plan.Simulator.World.OpenOrdersOf("maker-2").ShouldBeEmpty();
        (await RunAsAsync(RunningHost.Carl, "cancel", "--all")).ShouldBe(NotServed);
    }

    [Fact]
    public async Task Status_must_read_what_the_service_says_when_a_cancel_has_ended()
    {
        (await RunAsync("cancel", "maker-1", "--reason", "a test", "--json")).ShouldBe(Proven);

        (await RunAsync("status")).ShouldBe(Proven);
        (await RunAsync("status", "--json")).ShouldBe(Proven);
    }

    [Fact]
    public async Task Kill_must_stop_until_a_reset_when_both_are_given_as_commands()
    {
        const string scope = "session/gemini/maker-1";

        (await RunAsync("kill", "--scope", scope, "--reason", "a test")).ShouldBe(Proven);

        var engagement = (await host.GetAsync("/api/kill-switch")).GetProperty("engagements")[0];
        engagement.GetProperty("scope").GetString().ShouldBe(scope);
        (await RunAsync("status")).ShouldBe(Proven);

        var id = engagement.GetProperty("id").GetString()!;
        (await RunAsAsync(RunningHost.Bob, "reset", "--scope", scope, "--epoch", "1", "--reason", "tested")).ShouldBe(
            NotProven
        );
        (await RunAsAsync(RunningHost.Bob, "reset", "desk:0000000000000001:1", "--reason", "tested")).ShouldBe(
            NotProven
        );
        (await RunAsAsync(RunningHost.Bob, "reset", "--reason", "tested")).ShouldBe(NotServed);
        (await RunAsAsync(RunningHost.Bob, "reset", id, "--reason", "tested")).ShouldBe(Proven);

        (await host.GetAsync("/api/kill-switch")).GetProperty("state").GetString().ShouldBe("clear");
    }

    [Theory]
    [InlineData("strategy/no-such")]
    [InlineData("exchange/kraken")]
    [InlineData("account/gemini/DESK-2")]
    [InlineData("session/gemini/maker-3")]
    public async Task Kill_must_end_with_one_and_hold_when_nothing_goes_by_the_name_of_the_scope(string scope)
    {
        (await RunAsync("kill", "--scope", scope, "--reason", "a test")).ShouldBe(NotProven);

        var engagement = (await host.GetAsync("/api/kill-switch")).GetProperty("engagements")[0];
        engagement.GetProperty("scope").GetString().ShouldBe(scope);
        (
            await RunAsAsync(RunningHost.Bob, "reset", engagement.GetProperty("id").GetString()!, "--reason", "tested")
        ).ShouldBe(Proven);
    }

    [Theory]
    [InlineData("@alice said stop")]
    [InlineData("@alice")]
    [InlineData("[maker-1] is short")]
    [InlineData("- nobody answers")]
    public async Task Reason_must_be_passed_on_as_it_was_written_when_it_looks_like_something_else(string reason)
    {
        const string scope = "session/gemini/desk-2/maker-2";

        (await RunAsync("kill", "--scope", scope, "--reason", reason)).ShouldBe(Proven);

        var engagement = (await host.GetAsync("/api/kill-switch")).GetProperty("engagements")[0];
        engagement.GetProperty("reason").GetString().ShouldBe(reason);
        (await RunAsync("status")).ShouldBe(Proven);
        (await RunAsync("cancel", "maker-2", "--reason", reason)).ShouldBe(Proven);
        (
            await RunAsAsync(RunningHost.Bob, "reset", engagement.GetProperty("id").GetString()!, "--reason", reason)
        ).ShouldBe(Proven);
    }

    [Fact]
    public async Task Commands_must_end_with_three_when_the_service_refuses_the_person()
    {
        (await RunAsAsync(RunningHost.Vera, "cancel", "maker-2", "--reason", "a test")).ShouldBe(NotServed);
        (await RunAsAsync("nobodys-token-0123456789", "status")).ShouldBe(NotServed);
    }

    [Theory]
    [InlineData("kill", "--scope", "everything", "--reason", "a test", "--yes", "--deadline-ms", "1")]
    [InlineData("cancel", "maker-2", "--reason", "a test")]
    [InlineData("reset", "desk:0000000000000001:1", "--reason", "a test")]
    [InlineData("status")]
    [InlineData("status", "--json")]
    [InlineData("events")]
    public async Task Commands_must_end_with_three_when_what_answers_is_not_the_service(params string[] args)
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("data: {\n\n"));

        (await RunAtAsync(LoopbackServer.AddressOf(server), RunningHost.Alice, args)).ShouldBe(NotServed);
        (await RunAtAsync("https://127.0.0.1:1", RunningHost.Alice, args)).ShouldBe(NotServed);
        (await RunAtAsync("ftp://127.0.0.1", RunningHost.Alice, args)).ShouldBe(BadInput);
        (await RunAtAsync($"{host.Address}", "two\nlines", args)).ShouldBe(BadInput);
    }

    public void Dispose() => _tokenFiles.ForEach(File.Delete);

    private Task<int> RunAsync(params string[] args) => RunAsAsync(RunningHost.Alice, args);

    /// <summary>The deadline is longer than the service's own, so that no busy machine ends a command.</summary>
    private Task<int> RunAsAsync(string token, params string[] args) =>
        RunAtAsync(
            $"{host.Address}",
            token,
            args is ["kill" or "cancel", ..] ? [.. args, "--deadline-ms", "50000"] : args
        );

    private async Task<int> RunAtAsync(string address, string token, string[] args)
    {
        var file = Path.GetTempFileName();
        _tokenFiles.Add(file);
        await File.WriteAllTextAsync(file, token);
        return await HostCommand.RunAsync([.. args, "--url", address, "--token-file", file]);
    }
}

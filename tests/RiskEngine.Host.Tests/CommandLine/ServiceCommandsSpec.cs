using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.CommandLine;

/// <summary>The commands as a person gives them, against a running service.</summary>
public sealed class ServiceCommandsSpec(RunningHost host) : IClassFixture<RunningHost>, IDisposable
{
    private const int Proven = 0;
    private const int NotProven = 1;
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

    public void Dispose() => _tokenFiles.ForEach(File.Delete);

    private Task<int> RunAsync(params string[] args) => RunAsAsync(RunningHost.Alice, args);

    private async Task<int> RunAsAsync(string token, params string[] args)
    {
        var file = Path.GetTempFileName();
        _tokenFiles.Add(file);
        await File.WriteAllTextAsync(file, token);
        return await HostCommand.RunAsync([.. args, "--url", $"{host.Address}", "--token-file", file]);
    }
}

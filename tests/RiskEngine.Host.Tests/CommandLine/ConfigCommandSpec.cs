using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Service;

namespace RiskEngine.Host.Tests.CommandLine;

public sealed class ConfigCommandSpec : IDisposable
{
    private const string Right = "risk-engine { simulator.enabled = on\n sessions { maker-1 { account = desk } } }";
    private const string Wrong = """
        desk.password = hunter2 @ home
        risk-engine {
          simulator { enabled = on, faults = "cancel/session: no-such-fault x2" }
          guardian { hedge-after = 5, hegde-after = 1s }
          sessions { maker-1 { verification = ${PROOF} } }
        }
        """;

    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData(Right, 0)]
    [InlineData(Wrong, 2)]
    public async Task Exit_code_must_say_whether_the_engine_would_start_when_files_are_checked(
        string text,
        int expected
    )
    {
        await File.WriteAllTextAsync(_file, text);

        (await HostCommand.RunAsync(["config", "check", _file])).ShouldBe(expected);
    }

    [Fact]
    public async Task Serve_must_tell_the_same_faults_as_the_check_when_there_are_many()
    {
        ConfigurationText[] files = [new("desk.hocon", Wrong)];
        var check = new ServiceConfiguration(files).Check(TimeProvider.System);

        await using var start = await ServiceStart.ReadAsync(
            files,
            new Dictionary<string, string>(),
            TimeProvider.System,
            CancellationToken.None
        );

        start.Faults.ShouldBe(check.ShouldBeOfType<SettingsResult.Faulty>().Faults);
        start
            .Faults.Select(fault => $"{fault.Place?.Line} {fault.Key}")
            .ShouldBe([
                "1 desk.hocon",
                "3 risk-engine.simulator.faults",
                "4 risk-engine.guardian.hedge-after",
                "4 risk-engine.guardian.hegde-after",
                "5 risk-engine.sessions.maker-1.verification",
            ]);
        start.Faults.ShouldAllBe(fault => !$"{fault}".Contains("hunter2"));
    }

    [Fact]
    public async Task Fault_must_name_its_line_when_only_a_service_cannot_have_the_setting()
    {
        await using var start = await ServiceStart.ReadAsync(
            [new ConfigurationText("desk.hocon", $"{Right}\nrisk-engine.service.listen = \"http://10.0.0.5:8800\"")],
            new Dictionary<string, string>(),
            TimeProvider.System,
            CancellationToken.None
        );

        start.Faults.ShouldNotBeEmpty();
        start.Faults.ShouldAllBe(fault => fault.Place!.Value.Line == 3);
    }

    [Fact]
    public void Show_must_print_no_foreign_section_and_no_path_of_a_webhook_when_they_may_hold_secrets()
    {
        var lines = ConfigShow
            .Lines(
                GivenConfiguration.Of(
                    new ConfigurationText(
                        "desk.hocon",
                        $$"""
                        desk.password = hunter2
                        risk-engine.alerts.webhook.url = "https://hooks.invalid/hunter2"
                        {{Right}}
                        """
                    )
                )
            )
            .ToList();

        lines.ShouldContain("risk-engine.alerts.webhook.url = \"https://hooks.invalid/...\"");
        lines.ShouldContain("risk-engine.sessions.maker-1.account = desk");
        lines.ShouldContain("risk-engine.guardian.hedge-after = 750ms   # default");
        lines.ShouldAllBe(line => !line.Contains("hunter2"));
    }

    public void Dispose() => File.Delete(_file);
}

using System.Text.Json;
using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Host.Logging;

namespace RiskEngine.Host.Tests.Logging;

public sealed class EngineLogSpec : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_must_hold_clef_with_the_text_and_each_part_of_it_by_its_name()
    {
        var file = EngineLog.DailyFile(_folder.Path, mostWaiting: 16);
        file.Logger.Warning(
            new InvalidOperationException("a {defect}"),
            "Session {Session:l} has {Count} orders",
            "maker-1",
            3
        );
        await file.CloseAsync();

        var path = Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();
        Path.GetFileName(path).ShouldMatch(@"^risk-engine-\d{8}\.jsonl$");
        using var line = JsonDocument.Parse((await File.ReadAllLinesAsync(path)).ShouldHaveSingleItem());
        var root = line.RootElement;
        root.GetProperty("@t").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
        root.GetProperty("@m").GetString().ShouldBe("Session maker-1 has 3 orders");
        root.GetProperty("@l").GetString().ShouldBe("Warning");
        root.GetProperty("@x").GetString().ShouldStartWith("System.InvalidOperationException: a {defect}");
        root.GetProperty("Session").GetString().ShouldBe("maker-1");
        root.GetProperty("Count").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Secret_must_not_be_written_when_it_is_logged_as_a_text_or_with_all_that_it_has()
    {
        const string text = "s3cr3tS3cr3tS3cr3t";
        var file = EngineLog.DailyFile(_folder.Path, mostWaiting: 16);
        var key = new SessionCredentials.ApiKey(new Secret(text), new Secret(text));
        file.Logger.Information("{Key} {@KeyWithAll} {Secret} {@SecretWithAll}", key, key, key.Secret, key.Secret);
        await file.CloseAsync();

        var written = await File.ReadAllTextAsync(Directory.GetFiles(_folder.Path).ShouldHaveSingleItem());
        written.ShouldContain("(secret)");
        written.ShouldNotContain(text);
    }

    /// <summary>Akka drains a logger's mailbox into that class as the system ends, whatever the level of the standard output.</summary>
    [Fact]
    public async Task Last_lines_of_akka_must_go_to_the_log_and_not_to_the_standard_output()
    {
        var system = ActorSystem.Create("log", ConfigurationFactory.ParseString(EngineLog.AkkaSettings));

        system.Settings.StdoutLogger.ShouldBeOfType<LastAkkaLines>();
        system.Settings.Loggers.ShouldBe(["Akka.Logger.Serilog.SerilogLogger, Akka.Logger.Serilog"]);
        await system.Terminate();
    }
}

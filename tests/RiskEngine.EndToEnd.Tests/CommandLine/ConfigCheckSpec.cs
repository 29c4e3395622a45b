using RiskEngine.EndToEnd.Tests.House;
using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.CommandLine;

public sealed class ConfigCheckSpec
{
    private static readonly (string, string)[] Simulation =
    [
        ("RISKENGINE__SESSIONS__MAKER_1__APIKEY", "account-abc"),
        ("RISKENGINE__SESSIONS__MAKER_1__APISECRET", "s3cret"),
        ("RISKENGINE__SESSIONS__MAKER_2__APIKEY", "master-abc"),
        ("RISKENGINE__SESSIONS__MAKER_2__APISECRET", "s3cret"),
        ("RISKENGINE__SESSIONS__TAKER_1__APIKEY", "account-def"),
        ("RISKENGINE__SESSIONS__TAKER_1__APISECRET", "s3cret"),
    ];

    private static readonly (string, string)[] Sandbox =
    [
        ("RISKENGINE__SESSIONS__SANDBOX_1__APIKEY", "account-abc"),
        ("RISKENGINE__SESSIONS__SANDBOX_1__APISECRET", "s3cret"),
    ];

    [Fact]
    public async Task Every_overlay_must_pass_when_its_secrets_are_set()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("config"), "*.hocon"))
        {
            var check = await Program.RunAsync(
                "RiskEngine.Host",
                ["config", "check", file],
                [.. Simulation, .. Sandbox]
            );

            check.ExitCode.ShouldBe(0, $"{file}\n{check.Output}{check.Error}");
        }
    }

    [Fact]
    public async Task Every_fault_must_be_listed_when_a_file_is_wrong()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(
            file,
            """
            risk-engine {
              sped = 5
              gemini.rest-base-address = "http://api.gemini.com"
              guardian.hedge-after = 5
              sessions {
                maker-1 { verification = none }
                maker-1 { verification = account }
              }
            }
            """
        );
        try
        {
            var check = await Program.RunAsync(
                "RiskEngine.Host",
                ["config", "check", file],
                ("RISKENGINE__SESSIONS__MAKER_1__APIKEY", "master-abc"),
                ("RISKENGINE__SESSIONS__MAKER_1__APISECRET", " s3cret")
            );

            check.ExitCode.ShouldBe(2);
            foreach (
                var key in (string[])
                    [
                        "risk-engine.sped:",
                        "risk-engine.gemini.rest-base-address:",
                        "risk-engine.guardian.hedge-after:",
                        "risk-engine.sessions.maker-1.verification: is given twice",
                        "APISECRET: begins with white space",
                        "risk-engine.sessions.maker-1.account: is missing",
                    ]
            )
                check.Error.ShouldContain(key);
            check.Error.ShouldNotContain("s3cret");
            check.Error.ShouldNotContain("   at ", Case.Sensitive);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

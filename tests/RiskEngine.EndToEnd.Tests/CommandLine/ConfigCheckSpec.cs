using RiskEngine.EndToEnd.Tests.House;
using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.CommandLine;

public sealed class ConfigCheckSpec
{
    /// <summary>What the environment holds for each file; an overlay that is not here has no secrets, and fails.</summary>
    private static readonly Dictionary<string, (string, string)[]> Environments = new()
    {
        ["simulation.hocon"] = [.. Key("MAKER_1"), .. Key("MAKER_2", "master"), .. Key("TAKER_1")],
        ["sandbox.hocon"] = Key("SANDBOX_1"),
        ["production.hocon"] = Key("MAKER_1"),
        ["cluster.hocon"] =
        [
            .. Key("MAKER_1"),
            .. Key("MAKER_2"),
            .. Key("MAKER_3"),
            ("RISKENGINE__STORE__POSTGRES", "Host=127.0.0.1;Database=risk_engine"),
        ],
    };

    public static TheoryData<string> Overlays =>
        [.. Directory.EnumerateFiles(Repository.PathOf("config"), "*.hocon").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Overlay_must_pass_when_its_secrets_are_set(string file)
    {
        var check = await Program.RunAsync(
            "RiskEngine.Host",
            ["config", "check", Repository.PathOf("config", file)],
            Environments.GetValueOrDefault(file, [])
        );

        check.ExitCode.ShouldBe(0, check.Output + check.Error);
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

    private static (string, string)[] Key(string alias, string kind = "account") =>
        [
            ($"RISKENGINE__SESSIONS__{alias}__APIKEY", $"{kind}-abc"),
            ($"RISKENGINE__SESSIONS__{alias}__APISECRET", "s3cret"),
        ];
}

using RiskEngine.Gemini;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Configuring;

public sealed class ConfigurationTextSpec
{
    [Fact]
    public void Later_file_must_win_when_both_say_something()
    {
        var settings = Read(
                ("a.hocon", "risk-engine.sessions { maker-1 { verification = none } }"),
                ("b.hocon", "risk-engine.sessions { maker-1 { verification = account } }")
            )
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;

        settings.Sessions.ShouldHaveSingleItem().Limits.Verification.ShouldBe(VerificationMode.Account);
    }

    [Fact]
    public void Key_must_be_a_fault_when_one_file_gives_it_twice()
    {
        var faults = Faults(
            """
            risk-engine {
              sessions {
                maker-1 {
                  verification = none   # a comment, verification = account
                  nonce { mode = increasing, mode = "time-based" }
                }
                maker-1 { client-order-id-prefix = "verification = x" }
              }
              sessions.maker-1.verification = account
            }
            """
        );

        faults
            .Select(fault => fault.Key)
            .ShouldBe(["risk-engine.sessions.maker-1.nonce.mode", "risk-engine.sessions.maker-1.verification"]);
    }

    [Theory]
    [InlineData("risk-engine {")]
    [InlineData("risk-engine { } }")]
    [InlineData("a = [1, 2")]
    [InlineData("a = \"\"\"never closed \"\"")]
    [InlineData("risk-engine { sessions { maker-1 { verification = \"none } } }")]
    public void File_must_be_named_when_it_is_malformed(string text) =>
        Faults(text).ShouldContain(fault => fault.Key == "test.hocon" && fault.Text.StartsWith("is malformed"));

    [Fact]
    public void File_must_be_null_when_it_cannot_be_read() =>
        ConfigurationText.TryRead(Path.Combine(AppContext.BaseDirectory, "no-such-file.hocon")).ShouldBeNull();

    private static ValueList<ConfigurationFault> Faults(string text) =>
        Read(("test.hocon", text)).ShouldBeOfType<SettingsResult.Faulty>().Faults;

    private static SettingsResult Read(params (string Name, string Text)[] files) =>
        ConfigurationText.Settings(
            [.. files.Select(file => new ConfigurationText(file.Name, file.Text))],
            KnownSecrets.For("maker-1"),
            new GeminiExchange(TimeProvider.System)
        );
}

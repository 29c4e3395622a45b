using RiskEngine.Host.CommandLine;

namespace RiskEngine.Host.Tests.CommandLine;

public sealed class KillCommandSpec
{
    [Theory]
    [InlineData("everything", false, true, true)]
    [InlineData("everything", true, true, false)]
    [InlineData("everything", false, false, false)]
    [InlineData("session/gemini/maker-1", false, true, false)]
    public void Kill_must_want_a_second_word_only_for_everything_on_a_terminal(
        string scope,
        bool isSure,
        bool isTerminal,
        bool mustConfirm
    ) => KillCommand.MustConfirm(scope, isSure, isTerminal).ShouldBe(mustConfirm);
}

using RiskEngine.Host.CommandLine;

namespace RiskEngine.Host.Tests.CommandLine;

public sealed class KillCommandSpec
{
    [Fact]
    public void Reason_of_a_denial_must_be_a_sentence_for_people_and_an_unknown_one_must_stay_as_it_was_written()
    {
        foreach (var reason in Enum.GetValues<KillSwitchEngageDeniedReason>())
            MustBeASentence(DenialSentences.OfEngaging(reason.Name()), reason.Name());
        foreach (var reason in Enum.GetValues<KillSwitchResetDeniedReason>())
            MustBeASentence(DenialSentences.OfReset(reason.Name()), reason.Name());
        DenialSentences.OfEngaging("OfTomorrow").ShouldBe("OfTomorrow.");
        DenialSentences.OfReset(null).ShouldBe("no reason was given.");

        static void MustBeASentence(string sentence, string name)
        {
            sentence.ShouldNotContain(name, Case.Sensitive);
            sentence.ShouldEndWith(".");
            sentence.Split(' ').Length.ShouldBeGreaterThan(4);
        }
    }

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

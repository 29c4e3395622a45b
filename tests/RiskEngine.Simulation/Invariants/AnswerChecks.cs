using RiskEngine.Simulation.Desk;

namespace RiskEngine.Simulation.Invariants;

/// <summary>What strategies were told, held against the exchange's own book and log.</summary>
internal static class AnswerChecks
{
    /// <summary>What a timer and a few messages may add to a deadline.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(20);

    /// <summary>I1: exactly one, within its own deadline.</summary>
    internal static void OneAnswer(Day day, Seen seen)
    {
        var journal = day.Journal;
        journal
            .Answers.Select(answer => answer.Outcome.Command)
            .ShouldBe(journal.Asked(DeedKind.Cancel), ignoreOrder: true);
        journal
            .OrderAnswers.Select(answer => answer.Command)
            .ShouldBe(journal.Asked(DeedKind.Order), ignoreOrder: true);
        journal
            .LeaseAnswers.Select(answer => answer.Outcome.Command)
            .ShouldBe(journal.Asked(DeedKind.Lease), ignoreOrder: true);
        foreach (var answer in journal.Answers)
        {
            var question = journal.Questions[answer.Outcome.Command];
            (answer.At - question.At).ShouldBeLessThanOrEqualTo(question.Deed.Deadline + Grace);
            seen.Case($"I1 {answer.Outcome.GetType().Name}");
        }
    }

    /// <summary>I2: what a command rests on reached the exchange after the command was asked.</summary>
    internal static void NoStaleProof(Day day, Seen seen)
    {
        foreach (var answer in day.Journal.Answers.Where(answer => answer.Outcome is SessionCanceled))
        {
            var asked = day.Journal.Questions[answer.Outcome.Command].At;
            var nonces = answer.Outcome.Effort.Attempts.Select(attempt => (decimal)attempt.Nonce.Value).ToHashSet();
            day.Exchange.Requests.ShouldContain(request =>
                request.Session == answer.Outcome.Session.Alias.Value
                && request.Nonce != null
                && nonces.Contains(request.Nonce.Value)
                && request.ArrivedAt >= asked
                && request.IsExecuted
                && request.Path == WireChecks.CancelPath
            );
            seen.Case("I2 proof");
        }
    }

    /// <summary>I7: no claim that the exchange's own book and log do not bear out.</summary>
    internal static void HonestOutcomes(Day day, Seen seen)
    {
        foreach (var answer in day.Journal.Answers)
        {
            var executed = Executed(day, answer);
            switch (answer.Outcome)
            {
                case SessionCanceled { Proof: not CancelProof.AcceptedByExchange }:
                    executed.ShouldBeTrue();
                    answer.Open.ShouldBeEmpty("the session was called flat");
                    seen.Case("I7 flat");
                    break;
                case SessionCanceled:
                    executed.ShouldBeTrue();
                    break;
                case SessionCancelRejected or SessionCancelDenied:
                    executed.ShouldBeFalse("a request of the command ran");
                    seen.Case("I7 refused");
                    break;
            }
        }
    }

    private static bool Executed(Day day, Journal.Answer answer)
    {
        var nonces = answer.Outcome.Effort.Attempts.Select(attempt => (decimal?)attempt.Nonce.Value).ToHashSet();
        return day.Exchange.Requests.Any(request =>
            request.Session == answer.Outcome.Session.Alias.Value
            && request.IsExecuted
            && nonces.Contains(request.Nonce)
        );
    }
}

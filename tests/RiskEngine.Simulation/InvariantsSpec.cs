using RiskEngine.Simulation.Desk;
using Xunit.Abstractions;

namespace RiskEngine.Simulation;

/// <summary>The invariants of the house, over whole days that differ by their seed. <c>RISKENGINE_SEED</c> replays one.</summary>
public sealed class InvariantsSpec(ITestOutputHelper output)
{
    private const int Days = 150;
    private const int DaysRunTwice = 30;

    /// <summary>What a timer and a few messages may add to a deadline.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Every_invariant_must_hold_when_the_day_is_bad()
    {
        var outcomes = new Dictionary<string, int>();
        foreach (var seed in Seeds.From(1, Days))
        {
            var day = Day.Run(seed);
            try
            {
                OneAnswer(day);
                NoStaleProof(day);
                NoncesOnlyRise(day);
                NothingAfterTheStop(day);
                EngagedIsLatched(day);
                HonestOutcomes(day);
                SecretsStay(day);
                TrailIsWhole(day);
            }
            catch (Exception)
            {
                output.WriteLine(Seeds.Replay(seed));
                foreach (var line in day.Journal.Lines)
                    output.WriteLine(line);
                throw;
            }

            foreach (var answer in day.Journal.Answers)
                outcomes[answer.Outcome.GetType().Name] = outcomes.GetValueOrDefault(answer.Outcome.GetType().Name) + 1;
        }

        foreach (var (outcome, count) in outcomes)
            output.WriteLine($"{outcome}: {count}");
        if (!Seeds.IsReplay)
            outcomes.Keys.ShouldBe(
                [
                    nameof(SessionCanceled),
                    nameof(SessionCancelPartial),
                    nameof(SessionCancelUnconfirmed),
                    nameof(SessionCancelRejected),
                    nameof(SessionCancelDenied),
                ],
                ignoreOrder: true,
                "days that never see an outcome prove nothing of it"
            );
    }

    [Fact]
    public void Day_must_be_the_same_to_the_letter_when_its_seed_is()
    {
        foreach (var seed in Seeds.From(1, DaysRunTwice))
            Day.Run(seed).Journal.Lines.ShouldBe(Day.Run(seed).Journal.Lines, Seeds.Replay(seed));
    }

    /// <summary>I1: exactly one, in time.</summary>
    private static void OneAnswer(Day day)
    {
        day.Journal.Answers.Select(answer => answer.Outcome.Command)
            .ShouldBe(day.Journal.Questions.Keys, ignoreOrder: true);
        day.Journal.OrderAnswers.Select(answer => answer.Command).ShouldBeUnique();
        foreach (var answer in day.Journal.Answers)
            (answer.At - day.Journal.Questions[answer.Outcome.Command]).ShouldBeLessThanOrEqualTo(
                TimeSpan.FromSeconds(15) + Grace
            );
    }

    /// <summary>I2: what a command rests on reached the exchange after the command was asked.</summary>
    private static void NoStaleProof(Day day)
    {
        foreach (var answer in day.Journal.Answers.Where(answer => answer.Outcome is SessionCanceled))
        {
            var asked = day.Journal.Questions[answer.Outcome.Command];
            var nonces = answer.Outcome.Effort.Attempts.Select(attempt => (ulong)attempt.Nonce.Value).ToHashSet();
            day.Exchange.Requests.ShouldContain(request =>
                request.Session == answer.Outcome.Session.Alias.Value
                && request.Nonce != null
                && nonces.Contains(request.Nonce.Value)
                && request.ArrivedAt >= asked
                && request.IsExecuted
                && request.Path == "/v1/order/cancel/session"
            );
        }
    }

    /// <summary>I3: no nonce twice, and those of cancels ever higher, in the order in which they were sent.</summary>
    private static void NoncesOnlyRise(Day day)
    {
        foreach (
            var session in day
                .Exchange.Requests.Where(request => request.Nonce is not null)
                .GroupBy(request => request.Session)
        )
        {
            session.Select(request => request.Nonce).ShouldBeUnique();
            foreach (var lane in session.GroupBy(request => request.Path == "/v1/order/new"))
                if (lane.Key)
                    lane.Select(request => request.Nonce!.Value).ShouldBeInOrder();
        }
    }

    /// <summary>I4: from the answer to the engagement until the reset is asked for, no order leaves.</summary>
    private static void NothingAfterTheStop(Day day)
    {
        var (engagedAt, resetAt) = (day.Halt.EngagedAt.ShouldNotBeNull(), day.Halt.ResetAskedAt.ShouldNotBeNull());
        day.Audit.Entries.OfType<AuditEntry.Dispatched>()
            .Where(sent => sent.Request.Request is ExchangeRequest.SendPrivate)
            .ShouldNotContain(sent => sent.At > engagedAt && sent.At < resetAt);
    }

    /// <summary>I5: nothing but the reset has ended it, over every restart of a guardian; and it was reported once.</summary>
    private static void EngagedIsLatched(Day day)
    {
        day.Halt.StateAfterReset.ShouldBe(KillSwitchState.Clear.Instance);
        day.Halt.Reports.ShouldBe(1);
    }

    /// <summary>I10: a row for every command, for every request that the exchange saw and for every answer; and the chain holds.</summary>
    private static void TrailIsWhole(Day day)
    {
        var entries = day.Audit.Entries;
        var sent = entries
            .OfType<AuditEntry.Dispatched>()
            .Select(row => (row.Session.Alias.Value, (ulong)row.Request.Nonce.Value))
            .ToHashSet();
        foreach (
            var request in day.Exchange.Requests.Where(request => request is { Session: not null, Nonce: not null })
        )
            sent.ShouldContain((request.Session!, request.Nonce!.Value));
        var asked = entries.OfType<AuditEntry.Asked>().Select(row => row.Id).ToHashSet();
        day.Journal.Questions.Keys.ShouldAllBe(command => asked.Contains(command));
        var told = entries.OfType<AuditEntry.Told>().Select(row => row.Outcome.Command).ToHashSet();
        day.Journal.Answers.ShouldAllBe(answer => told.Contains(answer.Outcome.Command));
        AuditChain.Verify(AuditChain.Append(AuditHead.Empty, entries)).ShouldBeOfType<AuditVerdict.Intact>();
    }

    /// <summary>I7: no claim that the exchange's own book and log do not bear out.</summary>
    private static void HonestOutcomes(Day day)
    {
        foreach (var answer in day.Journal.Answers)
        {
            var executed = Executed(day, answer);
            switch (answer.Outcome)
            {
                case SessionCanceled { Proof: CancelProof.AccountQuiet }:
                    executed.ShouldBeTrue();
                    answer.Open.ShouldBeEmpty("the session was called flat");
                    break;
                case SessionCanceled:
                    executed.ShouldBeTrue();
                    break;
                case SessionCancelRejected:
                case SessionCancelDenied:
                    executed.ShouldBeFalse("a request of the command ran");
                    break;
            }
        }
    }

    /// <summary>I8.</summary>
    private static void SecretsStay(Day day)
    {
        foreach (var outcome in day.Journal.Answers.Select(answer => answer.Outcome.ToString()))
        {
            outcome.ShouldNotContain(Day.Secret);
            outcome.ShouldNotContain("account-maker-1");
        }
    }

    private static bool Executed(Day day, Journal.Answer answer)
    {
        var nonces = answer.Outcome.Effort.Attempts.Select(attempt => (ulong?)attempt.Nonce.Value).ToHashSet();
        return day.Exchange.Requests.Any(request =>
            request.Session == answer.Outcome.Session.Alias.Value
            && request.IsExecuted
            && nonces.Contains(request.Nonce)
        );
    }
}

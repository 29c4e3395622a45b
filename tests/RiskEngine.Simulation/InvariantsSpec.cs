using RiskEngine.Simulation.Invariants;
using Xunit.Abstractions;

namespace RiskEngine.Simulation;

/// <summary>The invariants of the house, over whole days that differ by their seed. <c>RISKENGINE_SEED</c> replays one.</summary>
public sealed class InvariantsSpec(ITestOutputHelper output)
{
    private const int Days = 150;

    private static readonly Action<Day, Seen>[] Checks =
    [
        AnswerChecks.OneAnswer,
        AnswerChecks.NoStaleProof,
        WireChecks.NoncesOnlyRise,
        WireChecks.NothingAfterTheStop,
        KeepingChecks.EngagedIsLatched,
        WireChecks.ACancelPasses,
        AnswerChecks.HonestOutcomes,
        KeepingChecks.SecretsStay,
        WireChecks.OneGuardian,
        KeepingChecks.TrailIsWhole,
        LimitChecks.EverythingIsBounded,
    ];

    private static readonly string[] Cases =
    [
        "I1 SessionCancelDenied",
        "I1 SessionCancelPartial",
        "I1 SessionCancelRejected",
        "I1 SessionCancelUnconfirmed",
        "I1 SessionCanceled",
        "I10 trail",
        "I11 queue full",
        "I11 too many cancels",
        "I11 two cancels out",
        "I2 proof",
        "I3 lease",
        "I3 nonce",
        "I4 asked while halted",
        "I5 latched",
        "I6 passed",
        "I6 passed an order",
        "I7 flat",
        "I7 refused",
        "I8 text",
        "I9 request",
    ];

    [Fact]
    public void Every_invariant_must_hold_when_the_day_is_bad()
    {
        var seen = new Seen();
        foreach (var seed in Seeds.From(1, Days))
        {
            var day = Day.Run(seed);
            try
            {
                foreach (var check in Checks)
                    check(day, seen);
            }
            catch (Exception)
            {
                output.WriteLine(Seeds.Replay(seed));
                foreach (var line in day.Journal.Lines)
                    output.WriteLine(line);
                throw;
            }
        }

        foreach (var (what, count) in seen.Cases)
            output.WriteLine($"{what}: {count}");
        if (!Seeds.IsReplay)
            seen.Cases.Keys.ShouldBe(Cases, "days in which a checker has nothing to check prove nothing of it");
    }
}

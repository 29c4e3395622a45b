using Xunit.Abstractions;

namespace RiskEngine.Core.Tests.Simulation;

[Long]
public sealed class GuardianSimulationSpec(ITestOutputHelper output)
{
    private static readonly string[] Kinds =
    [
        nameof(CancelProof.AcceptedByExchange),
        nameof(CancelProof.ListQuiet),
        nameof(CancelProof.EveryOrderClosed),
        nameof(SessionCancelPartial),
        nameof(SessionCancelDenied),
        nameof(SessionCancelRejected),
        nameof(SessionCancelUnconfirmed),
        nameof(PrivateRequestAnswered),
        nameof(PrivateRequestDenied),
        nameof(PrivateRequestRejected),
        nameof(PrivateRequestUnconfirmed),
    ];

    /// <summary>I1, I2, I3, I7 and I11 over seeded days of faults.</summary>
    [Fact]
    public void Guardian_must_keep_its_promises_when_everything_fails_at_random()
    {
        var tally = Kinds.ToDictionary(kind => kind, _ => 0);
        var seeds = Seeds.From(1, 1200).ToArray();
        Seeds.Run(
            seeds,
            seed =>
            {
                var world = new World(seed);
                world.Run();
                foreach (var (kind, count) in world.Tally)
                    tally[kind] += count;
            }
        );
        output.WriteLine(string.Join(", ", tally.Select(kind => $"{kind.Value} {kind.Key}")));
        if (seeds.Length > 1)
            tally.Values.ShouldAllBe(count => count > 100, "A promise that is never tried proves nothing.");
    }

    [Fact]
    public void Run_must_repeat_itself_when_its_seed_does()
    {
        var (first, second) = (new World(7), new World(7));
        first.Run();
        second.Run();
        first.Decisions.ShouldBe(second.Decisions);
        first.Tally.ShouldBe(second.Tally);
    }
}

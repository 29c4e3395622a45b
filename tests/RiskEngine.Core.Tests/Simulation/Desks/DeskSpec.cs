using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace RiskEngine.Core.Tests.Simulation;

/// <summary>The model checker of guardian and kill switch: random desks against the laws.</summary>
[Long]
public sealed class DeskSpec(ITestOutputHelper output)
{
    /// <summary>How many worlds are run; <c>RISKENGINE_WORLDS</c> names more.</summary>
    private static readonly int Worlds = int.Parse(
        Environment.GetEnvironmentVariable("RISKENGINE_WORLDS") is { Length: > 0 } given ? given : "300",
        CultureInfo.InvariantCulture
    );

    /// <summary>Within so many worlds each mistake has to be found.</summary>
    private const int MostToFind = 1_000;

    /// <summary>After so many worlds that break a law, no more are run.</summary>
    private const int MostBroken = 10;

    public static TheoryData<string> Mends => [.. DeskFault.All.Select(reversed => reversed.Name)];

    [Fact]
    public void Laws_must_hold_in_every_world()
    {
        var looked = new long[Enum.GetValues<DeskLaw>().Length];
        var excused = 0L;
        var broken = new ConcurrentQueue<string>();
        Parallel.ForEach(
            Seeds.From(1, Worlds),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (seed, loop) =>
            {
                try
                {
                    var found = Run(seed, DeskFault.None);
                    for (var law = 0; law < looked.Length; law++)
                        Interlocked.Add(ref looked[law], found.Book.Looked[law]);
                    Interlocked.Add(ref excused, found.Excused);
                }
                catch (Exception failure)
                {
                    broken.Enqueue($"{Seeds.Replay(seed)}: {(failure is DeskLawBroken law ? law.Message : failure)}");
                    if (broken.Count >= MostBroken)
                        loop.Stop();
                }
            }
        );
        broken.ShouldBeEmpty();
        foreach (var law in Enum.GetValues<DeskLaw>())
            output.WriteLine($"{law}: looked at {looked[(int)law]} times in {Worlds} worlds");
        output.WriteLine($"{excused} guardians came up after cancels whose nonces bind no successor.");
        if (!Seeds.IsReplay)
            looked.ShouldAllBe(times => times > Worlds / 20, "A law that is never tried proves nothing.");
    }

    [Fact]
    public void World_must_repeat_itself_when_its_seed_does() =>
        Run(7, DeskFault.None).Book.Looked.ShouldBe(Run(7, DeskFault.None).Book.Looked);

    [Fact]
    public void Law_must_have_a_mend_whose_reversal_breaks_it() =>
        DeskFault
            .All.Select(reversed => reversed.Breaks)
            .Distinct()
            .ShouldBe(Enum.GetValues<DeskLaw>(), ignoreOrder: true);

    /// <summary>Each mend, turned back by rules around the rules.</summary>
    [Theory]
    [MemberData(nameof(Mends))]
    public void Law_must_be_broken_within_a_thousand_worlds_when_its_mend_is_reversed(string mend)
    {
        var reversed = DeskFault.All.Single(known => known.Name == mend);
        for (var seed = 1; seed <= MostToFind; seed++)
            try
            {
                Run(seed, reversed);
            }
            catch (DeskLawBroken broken) when (broken.Law == reversed.Breaks)
            {
                output.WriteLine($"World {seed}: {broken.Message}");
                return;
            }
            catch (DeskLawBroken)
            {
                // Another law was broken first, by the same mistake.
            }

        throw new ShouldAssertException($"{MostToFind} worlds do not find that {mend}.");
    }

    private static DeskLaws Run(int seed, DeskFault reversed)
    {
        var world = new DeskWorld(seed, reversed);
        world.Run();
        return world.Laws;
    }
}

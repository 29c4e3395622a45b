using System.Globalization;
using Xunit.Abstractions;

namespace RiskEngine.Core.Tests.Simulation;

/// <summary>The model checker of guardian and kill switch: random desks against the laws.</summary>
public sealed class DeskSpec(ITestOutputHelper output)
{
    /// <summary>How many worlds are run; <c>RISKENGINE_WORLDS</c> names more.</summary>
    private static readonly int Worlds = int.Parse(
        Environment.GetEnvironmentVariable("RISKENGINE_WORLDS") is { Length: > 0 } given ? given : "300",
        CultureInfo.InvariantCulture
    );

    /// <summary>Within so many worlds each mistake has to be found.</summary>
    private const int MostToFind = 1_000;

    public static TheoryData<string> Mistakes => [.. DeskFault.All.Select(planted => planted.Name)];

    [Fact]
    public void Laws_must_hold_in_every_world()
    {
        var looked = new long[Enum.GetValues<DeskLaw>().Length];
        Parallel.ForEach(
            Seeds.From(1, Worlds),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            seed =>
                Seeds.Run(
                    [seed],
                    one =>
                    {
                        var world = new DeskWorld(one, DeskFault.None);
                        world.Run();
                        for (var law = 0; law < looked.Length; law++)
                            Interlocked.Add(ref looked[law], world.Laws.Looked[law]);
                    }
                )
        );
        foreach (var law in Enum.GetValues<DeskLaw>())
            output.WriteLine($"{law}: looked at {looked[(int)law]} times in {Worlds} worlds");
        if (!Seeds.IsReplay)
            looked.ShouldAllBe(times => times > Worlds / 10, "A law that is never tried proves nothing.");
    }

    [Fact]
    public void World_must_repeat_itself_when_its_seed_does()
    {
        var (first, second) = (new DeskWorld(7, DeskFault.None), new DeskWorld(7, DeskFault.None));
        first.Run();
        second.Run();

        second.Laws.Looked.ShouldBe(first.Laws.Looked);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_must_break_its_law_within_a_thousand_worlds(string mistake)
    {
        var planted = DeskFault.All.Single(known => known.Name == mistake);
        for (var seed = 1; seed <= MostToFind; seed++)
            try
            {
                new DeskWorld(seed, planted).Run();
            }
            catch (LawBroken broken) when (broken.Message.StartsWith($"{planted.Breaks}:", StringComparison.Ordinal))
            {
                output.WriteLine($"World {seed}: {broken.Message}");
                return;
            }
            catch (LawBroken)
            {
                // Another law was broken first, by the same mistake.
            }

        throw new ShouldAssertException($"{MostToFind} worlds do not find that {mistake}.");
    }
}

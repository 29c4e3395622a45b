using System.Globalization;
using Xunit.Abstractions;

namespace RiskEngine.Core.Tests.Simulation;

[Long]
public sealed class RestartLawSpec(ITestOutputHelper output)
{
    /// <summary>How many histories are run; <c>RISKENGINE_HISTORIES</c> names more.</summary>
    private static readonly int Histories = int.Parse(
        Environment.GetEnvironmentVariable("RISKENGINE_HISTORIES") is { Length: > 0 } given ? given : "1500",
        CultureInfo.InvariantCulture
    );

    /// <summary>Within so many histories each mistake has to be found.</summary>
    private const int MostToFind = 1_000;

    public static TheoryData<string> Mistakes => [.. PlantedFault.All.Select(planted => planted.Name)];

    [Fact]
    public void Canceled_must_never_be_said_while_an_order_is_open_that_any_process_had_an_acknowledgment_for()
    {
        var (canceled, bySuccessor, excused, orders) = (0, 0, 0, 0);
        Seeds.Run(
            Seeds.From(1, Histories),
            seed =>
            {
                var law = Run(seed, PlantedFault.None);
                canceled += law.Canceled;
                bySuccessor += law.CanceledBySuccessor;
                excused += law.Excused;
                orders += law.OrdersExcused;
            }
        );
        output.WriteLine(
            $"Canceled {canceled} times, {bySuccessor} of them by a successor; {excused} with {orders} orders open that killed processes had not written, at most {RestartLaw.MostBehind.TotalMilliseconds} ms behind or of a kind that only the store knows."
        );
        if (Seeds.IsReplay)
            return;
        bySuccessor.ShouldBeGreaterThan(Histories / 2, "A promise that is never tried proves nothing.");
        excused.ShouldBeLessThan(Histories / 20, "An exception that is common is none.");
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_must_break_the_law_within_a_thousand_histories(string mistake)
    {
        var planted = PlantedFault.All.Single(known => known.Name == mistake);
        for (var seed = 1; seed <= MostToFind; seed++)
            try
            {
                Run(seed, planted);
            }
            catch (LawBroken broken)
            {
                output.WriteLine($"History {seed}: {broken.Message}");
                return;
            }

        throw new ShouldAssertException($"{MostToFind} histories do not find that {mistake}.");
    }

    private static RestartLaw Run(int seed, PlantedFault planted)
    {
        var world = new RestartWorld(seed, planted);
        world.Run();
        return world.Law;
    }
}

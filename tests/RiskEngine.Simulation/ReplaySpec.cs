using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RiskEngine.Simulation.Desk;
using Xunit.Abstractions;

namespace RiskEngine.Simulation;

/// <summary>A seed is a day: the same one leaves the same trace, byte for byte, whatever else the machine does.</summary>
/// <remarks><c>RISKENGINE_REPLAYS</c> runs as many days instead, beside threads that keep every processor busy.</remarks>
public sealed class ReplaySpec(ITestOutputHelper output)
{
    private const int Days = 100;
    private const int DifferentDays = 20;

    private static int? Given =>
        Environment.GetEnvironmentVariable("RISKENGINE_REPLAYS") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;

    [Fact]
    public void Day_must_leave_the_same_trace_to_the_byte_when_its_seed_is_the_same()
    {
        using var busy = Given is null ? null : new BusyMachine();
        var firsts = new Dictionary<int, byte[]>();
        var days = 0;
        while (days < (Given ?? Days))
            foreach (var seed in Seeds.From(1, DifferentDays))
            {
                var trace = Encoding.UTF8.GetBytes(string.Join('\n', Day.Run(seed).Trace));
                if (firsts.TryAdd(seed, trace))
                    output.WriteLine(
                        $"{Seeds.Replay(seed)}: {trace.Length} bytes, SHA-256 {Convert.ToHexString(SHA256.HashData(trace))}"
                    );
                else if (!trace.AsSpan().SequenceEqual(firsts[seed]))
                    Lines(trace).ShouldBe(Lines(firsts[seed]), $"day {days + 1}, {Seeds.Replay(seed)}");
                days++;
            }

        output.WriteLine($"{days} days, {firsts.Count} of them different");
    }

    private static string[] Lines(byte[] trace) => Encoding.UTF8.GetString(trace).Split('\n');
}

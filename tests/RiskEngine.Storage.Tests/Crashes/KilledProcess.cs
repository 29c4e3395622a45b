using System.Diagnostics;
using System.Globalization;

namespace RiskEngine.Storage.Tests.Crashes;

/// <summary>A process that keeps things until it is killed (SIGKILL).</summary>
internal static class KilledProcess
{
    /// <summary>How many processes a test kills; <c>RISKENGINE_CRASHES</c> asks for more.</summary>
    internal static int Count(int usual) =>
        Environment.GetEnvironmentVariable("RISKENGINE_CRASHES") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : usual;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Kills after a random number of lines and a random time more; says what it had said by then.</summary>
    internal static async Task<List<string>> RunAsync(string work, string file, long from, int mostLines, Random dice)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [typeof(Program).Assembly.Location, work, file, from.ToString(CultureInfo.InvariantCulture)]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        var lines = new List<string>();
        var more = TimeSpan.FromMicroseconds(dice.Next(5_000));
        for (var wanted = dice.Next(1, mostLines); wanted > 0; wanted--)
            lines.Add((await process.StandardOutput.ReadLineAsync(limit.Token)).ShouldNotBeNull("it ended by itself"));
        await Task.Delay(more, TimeProvider.System, limit.Token);
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            lines.Add(line);
        await process.WaitForExitAsync(limit.Token);
        return lines;
    }
}

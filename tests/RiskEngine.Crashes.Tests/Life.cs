using System.Diagnostics;

namespace RiskEngine.Crashes.Tests;

/// <summary>One engine from its start to its end by SIGKILL.</summary>
internal sealed class Life : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly CancellationTokenSource _limit = new(Limit, TimeProvider.System);
    private readonly List<string> _said = [];

    internal Life(Uri exchange, string store, IReadOnlyDictionary<string, string> secrets)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(Program).Assembly.Location, exchange.GetLeftPart(UriPartial.Authority), store]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in secrets)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>All that it said.</summary>
    internal IReadOnlyList<string> Said => _said;

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _limit.Dispose();
    }

    internal async Task TellAsync(string order)
    {
        await _process.StandardInput.WriteLineAsync(order);
        await _process.StandardInput.FlushAsync(_limit.Token);
    }

    /// <summary>Waits for a line that begins so.</summary>
    internal async Task<string> HearAsync(string begin)
    {
        if (_said.Find(line => line.StartsWith(begin, StringComparison.Ordinal)) is { } already)
            return already;
        while (await _process.StandardOutput.ReadLineAsync(_limit.Token) is { } line)
        {
            _said.Add(line);
            if (line.StartsWith(begin, StringComparison.Ordinal))
                return line;
        }

        throw new ShouldAssertException($"It ended without '{begin}'. It said: {string.Join(" | ", _said)}");
    }

    /// <summary>Kills it, and hears what it had said by then.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        while (await _process.StandardOutput.ReadLineAsync(_limit.Token) is { } line)
            _said.Add(line);
        await _process.WaitForExitAsync(_limit.Token);
    }
}

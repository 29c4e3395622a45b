using Serilog;

namespace RiskEngine.Host.Logging;

/// <summary>
/// Says in the log what the log has lost: once when a place takes no more lines, where the other places show it, and how
/// many were dropped when it takes lines again.
/// </summary>
internal sealed class LogWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<Seen> _outputs;
    private readonly ILogger _log;
    private readonly ITimer _timer;

    internal LogWatch(IReadOnlyList<LogOutput> outputs, ILogger log, TimeProvider time)
    {
        _outputs = [.. outputs.Select(output => new Seen(output))];
        _log = log;
        _timer = time.CreateTimer(_ => Look(), null, Every, Every);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        foreach (var seen in _outputs)
            Look(seen);
    }

    private void Look(Seen seen)
    {
        var (output, dropped) = (seen.Output, seen.Output.Dropped);
        if (dropped == seen.Told)
            return;
        if (!output.IsFull)
        {
            _log.Warning(
                "The log's {Output:l} takes lines again; {Dropped} were dropped meanwhile.",
                output.Name,
                dropped - seen.Told
            );
            (seen.Told, seen.IsStuck) = (dropped, false);
        }
        else if (!seen.IsStuck)
        {
            _log.Warning(
                "The log's {Output:l} takes no lines: {Waiting} wait, and further ones are dropped until it does.",
                output.Name,
                output.MostWaiting
            );
            seen.IsStuck = true;
        }
    }

    private sealed class Seen(LogOutput output)
    {
        internal LogOutput Output => output;

        internal long Told { get; set; }

        internal bool IsStuck { get; set; }
    }
}

namespace RiskEngine.Host.CommandLine;

/// <summary>What a person answered to a question.</summary>
internal enum Confirmed
{
    /// <summary>Yes.</summary>
    Yes,

    /// <summary>Anything else.</summary>
    No,

    /// <summary>Nothing in time, or the input has ended.</summary>
    Unanswered,
}

/// <summary>Asks a person at a terminal before something that is hard to take back.</summary>
internal static class Confirmation
{
    /// <summary>Whoever has not answered by then is not at the terminal, and a command must end.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks, and waits for a line for <see cref="Patience"/> at most.</summary>
    /// <exception cref="OperationCanceledException">It was stopped before.</exception>
    internal static async Task<Confirmed> AskAsync(
        string question,
        TextReader input,
        TextWriter output,
        TimeProvider time,
        CancellationToken stop
    )
    {
        await output.WriteAsync($"{question} [y/N] ");
        await output.FlushAsync(stop);
        try
        {
            // A terminal's reader blocks whatever it is told, so it blocks a thread that nobody waits for.
            var line = await Task.Run(input.ReadLine, stop).WaitAsync(Patience, time, stop);
            return line?.Trim().ToUpperInvariant() switch
            {
                null => Confirmed.Unanswered,
                "Y" or "YES" => Confirmed.Yes,
                _ => Confirmed.No,
            };
        }
        catch (TimeoutException)
        {
            await output.WriteLineAsync();
            return Confirmed.Unanswered;
        }
    }
}

using System.Runtime.InteropServices;

namespace RiskEngine.Host.CommandLine;

/// <summary>Whoever reads what a command prints.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;
    private const short ErrorOrHangup = 0x008 | 0x010;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Ends when the reader of a pipe has gone, as <c>head</c> does once it has its lines. The runtime drops what is written
    /// after that without an error, so that a command would go on for ever. Never ends on Windows, which has no such sign.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was stopped before.</exception>
    internal static async Task WhenReaderGoneAsync(TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stop))
            if (!OperatingSystem.IsWindows() && IsReaderGone())
                return;
    }

    /// <summary>Runs a command that prints until it is stopped, or until nobody reads it any more.</summary>
    /// <returns>The command's own exit code; <see cref="ExitCode.Proven"/> where the reader has gone.</returns>
    internal static async Task<int> WhileReadAsync(
        Func<CancellationToken, Task<int>> run,
        TimeProvider time,
        CancellationToken stop
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = run(end.Token);
        var gone = WhenReaderGoneAsync(time, end.Token);
        var first = await Task.WhenAny(running, gone);
        await end.CancelAsync();
        if (first == running)
            return await running;
        try
        {
            await running;
        }
        catch (Exception ended) when (ended is OperationCanceledException or ServiceFault or IOException)
        {
            // Nobody is there to be told.
        }

        return ExitCode.Proven;
    }

    private static bool IsReaderGone()
    {
        var output = new PollDescriptor { Descriptor = Descriptor };
        return Poll(ref output, 1, 0) > 0 && (output.Returned & ErrorOrHangup) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        internal int Descriptor;
        internal short Wanted;
        internal short Returned;
    }
}

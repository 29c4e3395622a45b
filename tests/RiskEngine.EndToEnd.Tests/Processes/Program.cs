using System.Diagnostics;

namespace RiskEngine.EndToEnd.Tests.Processes;

/// <summary>Runs a program of this repository as a process of its own, from the same build as the tests.</summary>
internal static class Program
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Runs a program at a terminal of its own and gives it back its exit code; Debian's bsdutils has it.</summary>
    internal const string Script = "/usr/bin/script";

    internal static Task<Finished> RunAsync(
        string project,
        string[] arguments,
        params (string Name, string Value)[] environment
    ) => EndAsync(Start(project, arguments, environment), $"{project} {string.Join(' ', arguments)}");

    /// <summary>Runs it with a terminal for input, output and errors, which then are one text.</summary>
    /// <param name="project">The program.</param>
    /// <param name="arguments">Without white space: a shell takes them apart.</param>
    /// <param name="environment">What is set besides.</param>
    internal static Task<Finished> RunAtTerminalAsync(
        string project,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var line = $"dotnet {PathOf(project)} {string.Join(' ', arguments)}";
        return EndAsync(Start(new ProcessStartInfo(Script, ["-q", "-e", "-c", line, "/dev/null"]), environment), line);
    }

    /// <summary>Runs it in a pipe of bash, whose exit code is the program's own.</summary>
    /// <param name="project">The program.</param>
    /// <param name="arguments">Without white space: a shell takes them apart.</param>
    /// <param name="reader">What reads its output, such as <c>head -n 1</c>.</param>
    /// <param name="environment">What is set besides.</param>
    internal static Task<Finished> RunIntoAsync(
        string project,
        string[] arguments,
        string reader,
        params (string Name, string Value)[] environment
    )
    {
        var line = $"dotnet {PathOf(project)} {string.Join(' ', arguments)} | {reader}; exit ${{PIPESTATUS[0]}}";
        return EndAsync(Start(new ProcessStartInfo("/bin/bash", ["-c", line]), environment), line);
    }

    private static async Task<Finished> EndAsync(Process started, string what)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{what} ran for more than {Limit}:\n{await output}");
        }

        return new Finished(process.ExitCode, await output, await error);
    }

    internal static Process Start(
        string project,
        string[] arguments,
        params (string Name, string Value)[] environment
    ) => Start(new ProcessStartInfo("dotnet", [PathOf(project), .. arguments]), environment);

    private static Process Start(ProcessStartInfo start, (string Name, string Value)[] environment)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        // As in the suites themselves: it ends before code measured and compiled again pays.
        start.Environment["DOTNET_TieredPGO"] = "0";
        // What the machine has set for an engine of its own is none of a test's.
        foreach (
            var own in start
                .Environment.Keys.Where(name => name.StartsWith("RISKENGINE__", StringComparison.Ordinal))
                .ToList()
        )
            start.Environment.Remove(own);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Beside the tests' own output: <c>bin/PROJECT/CONFIGURATION</c>.</summary>
    private static string PathOf(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
    }

    internal sealed record Finished(int ExitCode, string Output, string Error);
}

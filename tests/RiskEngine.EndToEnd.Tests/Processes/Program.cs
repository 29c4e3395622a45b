using System.Diagnostics;

namespace RiskEngine.EndToEnd.Tests.Processes;

/// <summary>Runs a program of this repository as a process of its own, from the same build as the tests.</summary>
internal static class Program
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    internal static async Task<Finished> RunAsync(
        string project,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        using var process = Start(project, arguments, environment);
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
            throw new TimeoutException(
                $"{project} {string.Join(' ', arguments)} ran for more than {Limit}:\n{await output}"
            );
        }

        return new Finished(process.ExitCode, await output, await error);
    }

    internal static Process Start(string project, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [PathOf(project), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
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

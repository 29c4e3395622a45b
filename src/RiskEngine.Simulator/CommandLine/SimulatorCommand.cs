using System.CommandLine;
using System.CommandLine.Help;
using System.Net.Sockets;
using System.Security.Cryptography;
using RiskEngine.Simulator.Log;

namespace RiskEngine.Simulator.CommandLine;

/// <summary>The program: reads its arguments, runs one simulator until it is told to stop.</summary>
public static class SimulatorCommand
{
    private const int Success = 0;
    private const int CannotListen = 1;
    private const int BadArguments = 2;

    /// <summary>An argument that begins with @, a secret perhaps, is itself and not the name of a file with arguments.</summary>
    private static readonly ParserConfiguration AsWritten = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where it reports to.</param>
    /// <param name="error">Where faults go.</param>
    /// <param name="cancellationToken">Stops it, as Ctrl+C does.</param>
    /// <returns>0 after an orderly stop, 1 when the port cannot be had, 2 when the arguments are faulty.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken = default
    )
    {
        var arguments = new Arguments();
        var command = arguments.ToCommand();
        foreach (var help in command.Options.OfType<HelpOption>())
            help.Action = new HelpWithPlans((HelpAction)help.Action!);

        command.SetAction(
            async (parsed, stop) =>
            {
                var options = arguments.Read(parsed, TimeProvider.System.GetUtcNow(), out var faults);
                if (faults.Count > 0)
                    return Report(faults, error);
                if (parsed.GetValue(arguments.Verbose))
                    options = options with { OnRequest = record => output.WriteLine(RequestLine.Of(record)) };
                return await ServeAsync(options, output, error, stop);
            }
        );

        var parsed = command.Parse(args, AsWritten);
        // Errors of spelling and errors of meaning are reported together, so the parser's own report is not used.
        if (parsed.Errors.Count > 0)
        {
            arguments.Read(parsed, TimeProvider.System.GetUtcNow(), out var faults);
            return Report([.. parsed.Errors.Select(e => e.Message), .. faults], error);
        }
        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error },
            cancellationToken
        );
    }

    private static async Task<int> ServeAsync(
        SimulatorOptions options,
        TextWriter output,
        TextWriter error,
        CancellationToken stop
    )
    {
        try
        {
            await using var simulator = await GeminiSimulator.StartAsync(options, TimeProvider.System, stop);
            output.WriteLine($"Simulated Gemini on {simulator.BaseAddress}");
            if (simulator.Certificate is { } certificate)
                output.WriteLine(
                    $"  its certificate's SHA-256: {certificate.GetCertHashString(HashAlgorithmName.SHA256)}"
                );
            foreach (var credential in options.Credentials)
                output.WriteLine($"  {CredentialLine.Of(credential)}");
            output.WriteLine(
                $"  faults: {(options.Faults.Text.Length == 0 ? "none" : options.Faults)}, seed {options.Seed}"
            );
            output.WriteLine("Ctrl+C stops it.");
            var stopped = new TaskCompletionSource();
            await using (stop.Register(stopped.SetResult))
                await stopped.Task;
            output.WriteLine(
                $"Stopped. Requests: {simulator.World.RequestCount}. Open orders: {simulator.World.OpenOrders.Count}."
            );
            return Success;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            error.WriteLine($"Cannot listen: {e.Message}");
            return CannotListen;
        }
    }

    private static int Report(IReadOnlyList<string> faults, TextWriter error)
    {
        error.WriteLine(
            faults.Count == 1 ? "The arguments have a fault:" : $"The arguments have {faults.Count} faults:"
        );
        foreach (var fault in faults)
            error.WriteLine($"  - {fault}");
        error.WriteLine("See --help.");
        return BadArguments;
    }
}

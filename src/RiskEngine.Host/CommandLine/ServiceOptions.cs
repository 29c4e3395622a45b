using System.CommandLine;
using System.Text.Json;

namespace RiskEngine.Host.CommandLine;

/// <summary>The options of every command that talks to a running service.</summary>
internal sealed class ServiceOptions
{
    /// <summary>What the service is waited for beyond the deadline, at which it answers itself.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>The deadline that the reference has; a service with a longer one wants <c>--deadline-ms</c>.</summary>
    internal static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(10);

    /// <summary>Beyond every deadline that a service takes: it denies a longer one at once.</summary>
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromHours(1);

    private const int MostShown = 2000;

    private readonly Option<string?> _url = new("--url")
    {
        Description = $"Where the service is; else {ServiceAddress.UrlVariable}, else {ServiceAddress.Default}.",
    };

    private readonly Option<FileInfo?> _tokenFile = new("--token-file")
    {
        Description =
            $"A file with your token; else {ServiceAddress.TokenFileVariable} names one, or {ServiceAddress.TokenVariable} is it.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "What the service answered, as JSON, for programs; an error as {\"error\", \"exitCode\"}.",
    };

    internal void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_tokenFile);
        command.Add(_json);
    }

    internal bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>
    /// Runs a command against the service, and says what went wrong in one line. The command ends within the deadline and
    /// <see cref="Grace"/>, whatever the service does.
    /// </summary>
    /// <param name="parsed">The command as it was given.</param>
    /// <param name="run">Runs it, by the client and until the person has seen enough.</param>
    /// <param name="deadlineMs">When the service answers at the latest, in milliseconds; null: <see cref="DefaultDeadline"/>.</param>
    /// <param name="stop">Ends it, when the person has seen enough.</param>
    internal async Task<int> RunAsync(
        ParseResult parsed,
        Func<ServiceClient, Task<int>> run,
        long? deadlineMs,
        CancellationToken stop
    )
    {
        var url = Text(parsed.GetValue(_url), ServiceAddress.UrlVariable) ?? ServiceAddress.Default;
        if (!ServiceAddress.TryRead(url, out var address))
            return Refuse(parsed, ExitCode.BadInput, $"--url: '{url}' is no address such as {ServiceAddress.Default}.");
        if (Token(parsed, out var fault) is not { } token)
            return Refuse(parsed, ExitCode.BadInput, fault);
        try
        {
            using var client = new ServiceClient(address, token, LimitOf(deadlineMs), TimeProvider.System);
            return await run(client);
        }
        catch (ServiceFault refused)
        {
            return Refuse(parsed, ExitCode.NotServed, refused.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Refuse(parsed, ExitCode.NotServed, "Not waited for: a command may have been carried out.");
        }
        catch (Exception defect)
        {
            // A trace tells nothing at night, and the runtime's exit code for it is that of a stop that is not proven.
            return Refuse(
                parsed,
                ExitCode.NotServed,
                $"The answer could not be shown ({defect.GetType().Name}: {defect.Message}). A command may have been carried out: see what came of it."
            );
        }
    }

    /// <summary>How long a call is waited for.</summary>
    internal static TimeSpan LimitOf(long? deadlineMs) =>
        Grace
        + (
            deadlineMs is { } given
                ? TimeSpan.FromMilliseconds(Math.Clamp(given, 0, (long)LongestDeadline.TotalMilliseconds))
                : DefaultDeadline
        );

    private string? Token(ParseResult parsed, out string fault)
    {
        fault =
            $"No token: set {ServiceAddress.TokenVariable} or {ServiceAddress.TokenFileVariable}, or give --token-file.";
        var path =
            parsed.GetValue(_tokenFile)?.FullName
            ?? Environment.GetEnvironmentVariable(ServiceAddress.TokenFileVariable);
        string? text;
        if (path is null)
            text = Text(null, ServiceAddress.TokenVariable);
        else if (SecretFile.TryRead(File.ReadAllText, path, out var read, out var unread))
            text = read;
        else
        {
            fault = unread;
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
            return null;
        fault =
            $"The token in {path ?? ServiceAddress.TokenVariable} has a space, a line end or another character that no token has.";
        return ServiceAddress.TryReadToken(text, out var token) ? token : null;
    }

    private static string? Text(string? given, string variable) =>
        given ?? Environment.GetEnvironmentVariable(variable);

    private int Refuse(ParseResult parsed, int code, string message)
    {
        var line = OneLine(message);
        if (IsJson(parsed))
            Console.WriteLine(JsonSerializer.Serialize(new ErrorLine(null, line, code), ErrorJson.Default.ErrorLine));
        else
            Console.Error.WriteLine(line);
        return code;
    }

    /// <summary>What others wrote may have any length and any characters.</summary>
    internal static string OneLine(string message)
    {
        var line = string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        var shown = string.Concat(line.Where(character => !char.IsControl(character)));
        return shown.Length <= MostShown ? shown : $"{shown[..MostShown]} ...";
    }
}

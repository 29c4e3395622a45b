using System.CommandLine;

namespace RiskEngine.Host.CommandLine;

/// <summary>The options of every command that talks to a running service.</summary>
internal sealed class ServiceOptions
{
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
        Description = "What the service answered, as JSON, for programs.",
    };

    internal void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_tokenFile);
        command.Add(_json);
    }

    internal bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Runs a command against the service, and says what went wrong in one line.</summary>
    internal async Task<int> RunAsync(ParseResult parsed, Func<ServiceClient, Task<int>> run)
    {
        if (
            !Uri.TryCreate(
                Text(parsed.GetValue(_url), ServiceAddress.UrlVariable) ?? ServiceAddress.Default,
                UriKind.Absolute,
                out var address
            )
        )
            return Refuse(ExitCode.BadInput, "--url: is no address.");
        if (Token(parsed, out var fault) is not { } token)
            return Refuse(ExitCode.BadInput, fault);
        try
        {
            using var client = new ServiceClient(address, token);
            return await run(client);
        }
        catch (ServiceFault refused)
        {
            return Refuse(ExitCode.NotServed, refused.Message);
        }
    }

    private string? Token(ParseResult parsed, out string fault)
    {
        fault =
            $"No token: set {ServiceAddress.TokenVariable} or {ServiceAddress.TokenFileVariable}, or give --token-file.";
        var path =
            parsed.GetValue(_tokenFile)?.FullName
            ?? Environment.GetEnvironmentVariable(ServiceAddress.TokenFileVariable);
        if (path is null)
            return Text(null, ServiceAddress.TokenVariable);
        return SecretFile.TryRead(File.ReadAllText, path, out var token, out fault) ? token.Trim() : null;
    }

    private static string? Text(string? given, string variable) =>
        given ?? Environment.GetEnvironmentVariable(variable);

    private static int Refuse(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}

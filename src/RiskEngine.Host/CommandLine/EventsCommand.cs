using System.CommandLine;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>events</c>: what happens, as it happens.</summary>
internal static class EventsCommand
{
    internal static Command Create()
    {
        var service = new ServiceOptions();
        var after = new Option<string?>("--after")
        {
            Description = "The id of the last event that you have; else all that the service has kept come first.",
        };
        var command = new Command(
            "events",
            $"Print events until you stop it, or until whoever reads them has gone. {ExitCode.Help}"
        )
        {
            after,
        };
        service.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
                service.RunAsync(
                    parsed,
                    client =>
                        StandardOutput.WhileReadAsync(
                            end => PrintAsync(client, parsed.GetValue(after), service.IsJson(parsed), end),
                            TimeProvider.System,
                            stop
                        ),
                    deadlineMs: null,
                    stop
                )
        );
        return command;
    }

    private static async Task<int> PrintAsync(ServiceClient client, string? after, bool isJson, CancellationToken stop)
    {
        Terminal.Prepare();
        try
        {
            await foreach (var (json, one) in EventLines.ReadAsync(client, after, stop))
                if (isJson)
                    Console.WriteLine(json);
                else
                    AnsiConsole.MarkupLine(
                        $"[grey]{one.At.UtcDateTime:HH:mm:ss.fff}[/] [{ColorOf(one.Severity)}]{Markup.Escape(one.Text)}[/]"
                    );
            // A service that stops in order ends the stream.
            return ExitCode.NotServed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Proven;
        }
        catch (IOException failure)
        {
            throw client.Unreached(failure);
        }
    }

    private static string ColorOf(string severity) =>
        severity switch
        {
            "good" => "green",
            "warning" => "yellow",
            "danger" => "red",
            _ => "default",
        };
}

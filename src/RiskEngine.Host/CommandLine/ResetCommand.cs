using System.CommandLine;
using RiskEngine.Host.Api;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>reset</c>: permit trading again.</summary>
internal static class ResetCommand
{
    internal static Command Create()
    {
        var service = new ServiceOptions();
        var reason = Reasons.Option();
        var engagements = new Argument<string[]>("engagements")
        {
            Description = "The ids of the engagements that you have seen and want cleared; status names them.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        // What older scripts name: the service denies it and says what is engaged.
        var scope = new Option<string?>("--scope") { Hidden = true };
        var epoch = new Option<long?>("--epoch") { Hidden = true };
        var command = new Command(
            "reset",
            $"Permit trading again where exactly these engagements stopped it. It starts nothing. {ExitCode.Help}"
        )
        {
            engagements,
            reason,
            scope,
            epoch,
        };
        service.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
                service.RunAsync(
                    parsed,
                    async client =>
                    {
                        var (answer, json) = await client.PostAsync(
                            "/api/kill-switch/reset",
                            new ResetRequest(
                                parsed.GetRequiredValue(reason),
                                parsed.GetValue(engagements) is { Length: > 0 } named ? named : null,
                                parsed.GetValue(scope),
                                parsed.GetValue(epoch)
                            ),
                            ApiJson.Default.ResetRequest,
                            AnswerJson.Default.ResetAnswer,
                            stop
                        );
                        Terminal.Prepare();
                        if (service.IsJson(parsed))
                            Console.WriteLine(json);
                        else
                        {
                            AnsiConsole.MarkupLine(Terminal.Words(client.Venues));
                            AnsiConsole.MarkupLineInterpolated($"{Words(answer)}");
                        }

                        return answer.Outcome == "reset" ? ExitCode.Proven : ExitCode.NotProven;
                    },
                    deadlineMs: null,
                    stop
                )
        );
        return command;
    }

    private static string Words(ResetAnswer answer) =>
        answer.Outcome switch
        {
            "reset" =>
                $"Reset by {string.Join(" and ", answer.People)}: {answer.Cleared.Count} engagements are cleared.",
            "approved" => "Your wish is stored. Another person must approve it; everything still holds.",
            "denied" => string.Join(
                Environment.NewLine,
                answer
                    .Engagements.Select(x => $"  {x.Id}  {x.Scope} by {x.By}: {x.Reason}")
                    .Prepend($"Everything still holds: {DenialSentences.OfReset(answer.Reason)} Engaged now:")
            ),
            "inDoubt" =>
                $"In doubt: {answer.Reason}. Everything still holds until the record is read; look again with status.",
            _ => $"Everything still holds: {answer.Reason}.",
        };
}

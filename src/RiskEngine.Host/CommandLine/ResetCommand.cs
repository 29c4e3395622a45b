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
        var (scope, reason) = (Reasons.Scope(), Reasons.Option());
        var epoch = new Option<long>("--epoch")
        {
            Description = "The latest epoch that you have seen and want cleared; status names it.",
            Required = true,
        };
        var command = new Command(
            "reset",
            $"Permit trading again in exactly this scope. It starts nothing. {ExitCode.Help}"
        )
        {
            scope,
            epoch,
            reason,
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
                                parsed.GetRequiredValue(scope),
                                parsed.GetValue(epoch),
                                parsed.GetRequiredValue(reason)
                            ),
                            ApiJson.Default.ResetRequest,
                            AnswerJson.Default.ResetAnswer,
                            stop
                        );
                        Terminal.Prepare();
                        if (service.IsJson(parsed))
                            Console.WriteLine(json);
                        else
                            AnsiConsole.MarkupLineInterpolated($"{Words(answer)}");
                        return answer.Outcome == "reset" ? ExitCode.Proven : ExitCode.NotProven;
                    }
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
            _ => $"Everything still holds: {answer.Reason}.",
        };
}

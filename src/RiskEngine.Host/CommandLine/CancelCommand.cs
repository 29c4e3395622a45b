using System.CommandLine;
using RiskEngine.Host.Api;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>cancel SESSION</c>: pull one session's orders.</summary>
internal static class CancelCommand
{
    internal static Command Create()
    {
        var service = new ServiceOptions();
        var session = new Argument<string>("session") { Description = "The session's alias, such as maker-1." };
        var reason = Reasons.Option();
        var deadline = Reasons.Deadline();
        var command = new Command("cancel", $"Pull every open order of a session. {ExitCode.Help}")
        {
            session,
            reason,
            deadline,
        };
        service.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
                service.RunAsync(
                    parsed,
                    async client =>
                    {
                        var (answer, json) = await client.PostAsync(
                            $"/api/sessions/{Uri.EscapeDataString(parsed.GetRequiredValue(session))}/cancel",
                            new CancelRequest(parsed.GetRequiredValue(reason), parsed.GetValue(deadline)),
                            ApiJson.Default.CancelRequest,
                            AnswerJson.Default.CancelAnswer,
                            stop
                        );
                        if (service.IsJson(parsed))
                            Console.WriteLine(json);
                        else
                            Show(answer);
                        return answer.Outcome == "canceled" ? ExitCode.Proven : ExitCode.NotProven;
                    },
                    parsed.GetValue(deadline),
                    stop
                )
        );
        return command;
    }

    private static void Show(CancelAnswer answer)
    {
        Terminal.Prepare();
        AnsiConsole.MarkupLineInterpolated(
            $"{answer.Session}: {answer.Outcome} after {answer.ElapsedMs} ms and {answer.Attempts} requests. {answer.Counts?.CanceledOrders ?? answer.CanceledOrders?.Count} orders canceled, {answer.Counts?.CancelRejects ?? answer.CancelRejects?.Count} rejected, {answer.Counts?.OpenOrders ?? answer.OpenOrders?.Count} open."
        );
        if (answer.Outcome == "canceled")
            AnsiConsole.MarkupLineInterpolated($"Proof: {answer.Proof}.");
        else
            AnsiConsole.MarkupLineInterpolated(
                $"[red]Not proven that there are no open orders: {answer.Reason} {answer.Node} {answer.Said}[/]"
            );
        if (answer.Counts is not null)
            AnsiConsole.MarkupLineInterpolated(
                $"Not all orders are named: the others are read from /api/sessions/ALIAS/cancels/{answer.CommandId}/orders."
            );
        foreach (var order in (answer.CancelRejects ?? []).Concat(answer.OpenOrders ?? []).Distinct())
            AnsiConsole.MarkupLineInterpolated($"[red]  left: {order}[/]");
    }
}

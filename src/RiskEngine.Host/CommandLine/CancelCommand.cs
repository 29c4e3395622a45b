using System.CommandLine;
using System.Text.Json;
using RiskEngine.Host.Api;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>cancel SESSION</c> and <c>cancel --all</c>: cancel every open order of one session, or of each.</summary>
internal static class CancelCommand
{
    /// <summary>Sessions that are canceled at once: what a service answers besides is not kept waiting.</summary>
    private const int AtOnce = 16;

    internal static Command Create()
    {
        var service = new ServiceOptions();
        var session = new Argument<string?>("session")
        {
            Description = "The session, such as maker-1 or gemini/maker-1.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var all = new Option<bool>("--all")
        {
            Description = "Every session. Their strategies may place new orders afterwards; 'kill' keeps them from it.",
        };
        var (reason, deadline) = (Reasons.OfAStop(), Reasons.Deadline());
        var command = new Command("cancel", $"Cancel every open order of a session. {ExitCode.Help}")
        {
            session,
            all,
            reason,
            deadline,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(all) == parsed.GetValue(session) is not null)
                parsed.AddError("Name one session, or give --all.");
        });
        service.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
            {
                var request = new CancelRequest(parsed.GetValue(reason), parsed.GetValue(deadline));
                return service.RunAsync(
                    parsed,
                    client =>
                        parsed.GetValue(session) is { } name
                            ? RunAsync(client, name, request, service.IsJson(parsed), stop)
                            : RunAllAsync(client, request, service.IsJson(parsed), stop),
                    parsed.GetValue(deadline),
                    stop
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ServiceClient client,
        string session,
        CancelRequest request,
        bool isJson,
        CancellationToken stop
    )
    {
        var (answer, json) = await CancelAsync(client, session, request, stop);
        if (isJson)
            Console.WriteLine(json);
        else
        {
            AnsiConsole.MarkupLine(Terminal.Words(client.Venues));
            Show(answer);
        }
        return answer.Outcome == "canceled" ? ExitCode.Proven : ExitCode.NotProven;
    }

    private static async Task<int> RunAllAsync(
        ServiceClient client,
        CancelRequest request,
        bool isJson,
        CancellationToken stop
    )
    {
        var (list, _) = await client.GetAsync("/api/sessions", AnswerJson.Default.SessionList, stop);
        var rest = client.ForTheRest();
        using var turn = new SemaphoreSlim(AtOnce);
        var ended = await Task.WhenAll(list.Sessions.Select(session => OneAsync(session.Session)));
        if (!isJson)
            AnsiConsole.MarkupLine(Terminal.Words(client.Venues));
        foreach (var one in ended.OrderByDescending(one => one.Answer?.Outcome != "canceled"))
            if (isJson)
                Console.WriteLine(one.Json);
            else if (one.Answer is { } answer)
                Show(answer);
            else
                AnsiConsole.MarkupLineInterpolated($"[red]{one.Session}: not proven. {one.Fault}[/]");
        return ended.All(one => one.Answer?.Outcome == "canceled") ? ExitCode.Proven : ExitCode.NotProven;

        async Task<Ended> OneAsync(string session)
        {
            await turn.WaitAsync(stop);
            try
            {
                var (answer, json) = await CancelAsync(rest, session, request, stop);
                return new Ended(session, answer, json, null);
            }
            catch (ServiceFault fault)
            {
                // The others are canceled all the same.
                var json = JsonSerializer.Serialize(
                    new ErrorLine(session, fault.Message, ExitCode.NotServed),
                    ErrorJson.Default.ErrorLine
                );
                return new Ended(session, null, json, ServiceOptions.OneLine(fault.Message));
            }
            finally
            {
                turn.Release();
            }
        }
    }

    private static Task<(CancelAnswer Value, string Json)> CancelAsync(
        ServiceClient client,
        string session,
        CancelRequest request,
        CancellationToken stop
    ) =>
        client.PostAsync(
            $"/api/sessions/{Uri.EscapeDataString(session)}/cancel",
            request,
            ApiJson.Default.CancelRequest,
            AnswerJson.Default.CancelAnswer,
            stop
        );

    private static void Show(CancelAnswer answer)
    {
        Terminal.Prepare();
        AnsiConsole.MarkupLineInterpolated(
            $"{answer.Session}: {answer.Outcome} after {answer.ElapsedMs} ms and {answer.Attempts} requests. {CancelFigures.Of(answer)}"
        );
        if (answer.Outcome == "canceled")
            AnsiConsole.MarkupLineInterpolated(
                $"[green]No open orders.[/] Proof: {answer.Proof}. {CancelFigures.NotCovered(answer)}"
            );
        else
            AnsiConsole.MarkupLineInterpolated(
                $"[red]NOT PROVEN that there are no open orders: {answer.Reason} {answer.Node} {answer.Said}. Assume that orders are live; look at the exchange.[/]"
            );
        if (answer.Counts is not null)
            AnsiConsole.MarkupLineInterpolated(
                $"Not all orders are named: the others are read from /api/sessions/ALIAS/cancels/{answer.CommandId}/orders."
            );
        if (answer.Outcome == "canceled")
            return;
        foreach (var order in CancelFigures.MayBeLive(answer))
            AnsiConsole.MarkupLineInterpolated($"[red]  may be live: {CancelFigures.Describe(answer, order)}[/]");
    }

    private readonly record struct Ended(string Session, CancelAnswer? Answer, string Json, string? Fault);
}

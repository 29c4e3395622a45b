using System.CommandLine;
using RiskEngine.Host.Api;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>kill</c>: engage the kill switch, and wait for the proof.</summary>
internal static class KillCommand
{
    internal static Command Create()
    {
        var service = new ServiceOptions();
        var (scope, reason, deadline) = (Reasons.Scope(), Reasons.OfAStop(), Reasons.Deadline());
        var yes = new Option<bool>("--yes")
        {
            Description = "Do not ask, which --scope everything does on a terminal.",
        };
        var command = new Command(
            "kill",
            $"Stop a scope: deny its orders until a reset, and pull those that are open. {ExitCode.Help}"
        )
        {
            scope,
            reason,
            deadline,
            yes,
        };
        service.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var wanted = parsed.GetRequiredValue(scope);
                if (
                    MustConfirm(wanted, parsed.GetValue(yes), !Console.IsInputRedirected)
                    && !await IsConfirmedAsync(stop)
                )
                    return ExitCode.BadInput;
                var request = new EngageRequest(wanted, parsed.GetValue(reason), parsed.GetValue(deadline));
                return await service.RunAsync(
                    parsed,
                    client => RunAsync(client, request, service.IsJson(parsed), stop),
                    parsed.GetValue(deadline),
                    stop
                );
            }
        );
        return command;
    }

    /// <summary>A script knows what it does; a person at a terminal may have meant another one.</summary>
    internal static bool MustConfirm(string scope, bool isSure, bool isTerminal) =>
        scope == $"{KillSwitchScope.Everything.Instance}" && isTerminal && !isSure;

    private static async Task<bool> IsConfirmedAsync(CancellationToken stop)
    {
        var answer = await Confirmation.AskAsync(
            "This stops every session of every exchange. Go on?",
            Console.In,
            Console.Error,
            TimeProvider.System,
            stop
        );
        switch (answer)
        {
            case Confirmed.Yes:
                return true;
            case Confirmed.No:
                Console.Error.WriteLine("Nothing was stopped.");
                return false;
            case Confirmed.Unanswered:
                Console.Error.WriteLine(
                    "Nobody answered, so nothing was stopped. Add --yes to go on without a question."
                );
                return false;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static async Task<int> RunAsync(
        ServiceClient client,
        EngageRequest request,
        bool isJson,
        CancellationToken stop
    )
    {
        Terminal.Prepare();
        var engaging = client.PostAsync(
            "/api/kill-switch/engage",
            request,
            ApiJson.Default.EngageRequest,
            AnswerJson.Default.EngageAnswer,
            stop
        );
        if (!isJson && Terminal.IsThere)
            await AnsiConsole
                .Status()
                .StartAsync(
                    "Engaging ...",
                    context => FollowAsync(client, engaging, text => context.Status(text), stop)
                );
        var (answer, json) = await engaging;
        if (isJson)
            Console.WriteLine(json);
        else
        {
            AnsiConsole.MarkupLine(Terminal.Words(client.Venues));
            Show(answer);
        }
        return answer.Outcome == "completed" ? ExitCode.Proven : ExitCode.NotProven;
    }

    /// <summary>Shows k of n while the engagement runs; who may not look sees none of it, and stops all the same.</summary>
    private static async Task FollowAsync(
        ServiceClient client,
        Task engaging,
        Action<string> show,
        CancellationToken stop
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var following = FollowAsync(client, show, end.Token);
        await Task.WhenAny(engaging);
        await end.CancelAsync();
        await following;
    }

    private static async Task FollowAsync(ServiceClient client, Action<string> show, CancellationToken stop)
    {
        try
        {
            await foreach (var (_, one) in EventLines.ReadAsync(client, null, stop))
                if (one is { Type: "killSwitchProgress" })
                    show($"{one.Applied} of {one.Expected} sessions have acknowledged");
        }
        catch (Exception ended) when (ended is OperationCanceledException or ServiceFault or IOException)
        {
            // Only the picture ends; the command's own answer says how it went.
        }
    }

    private static void Show(EngageAnswer answer)
    {
        if (answer.Outcome == "denied")
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[red]Nothing was stopped: {DenialSentences.OfEngaging(answer.Reason)}[/]"
            );
            return;
        }

        if (answer.Engagement is { } engagement)
            AnsiConsole.MarkupLineInterpolated(
                $"[white on red] ENGAGED [/] {engagement.Scope}, epoch {engagement.Epoch}, id {engagement.Id}, kept by {answer.Durability}. Reset it with: reset {engagement.Id} --reason WHY."
            );
        foreach (var session in answer.Sessions.OrderBy(session => session.IsProven))
            Show(session);
        if (answer.OmittedSessions is { } omitted)
            AnsiConsole.MarkupLineInterpolated($"  and {omitted} more; look at them with status.");
        if (answer.UnknownAccounts is { Count: > 0 })
            AnsiConsole.MarkupLineInterpolated(
                $"[yellow]Stopped too, since nobody knows that they trade on another account: {string.Join(", ", answer.UnknownAccounts)}.[/]"
            );
        if (answer.Outcome == "matchesNothing")
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[red]MATCHES NOTHING NOW: nothing goes by that name, so assume that what you meant goes on trading.[/]"
            );
            foreach (var near in answer.Near ?? [])
                AnsiConsole.MarkupLineInterpolated($"  Did you mean {near}?");
            return;
        }

        AnsiConsole.MarkupLine(
            answer.Outcome == "completed"
                ? $"[green]PROVEN for {answer.Proven} of {answer.Expected} sessions after {answer.ElapsedMs} ms: {Meaning(answer)}.[/]"
                : $"[red]NOT PROVEN for {answer.Expected - answer.Proven} of {answer.Expected} sessions: assume that their orders are live.[/]"
        );
    }

    private static string Meaning(EngageAnswer answer) =>
        answer.Sessions.Any(session => session.Strategy is not null)
            ? "order entry is closed to the strategy, none of its known orders is open, and other orders stay"
            : "order entry is closed, and there are no open orders";

    private static void Show(AppliedView session)
    {
        var at = $"{session.Session}{(session.Node is { } node ? $" on {node}" : "")}";
        if (session.Strategy is not { } strategy)
        {
            var figures = session.Cancel is { } cancel ? $", {CancelFigures.Of(cancel)}" : "";
            if (session.IsProven)
                AnsiConsole.MarkupLineInterpolated($"  {at}: no open orders{figures}");
            else
                AnsiConsole.MarkupLineInterpolated($"[red]  {at}: NOT PROVEN, {session.Effect}{figures}[/]");
            return;
        }

        AnsiConsole.MarkupLineInterpolated(
            $"  {at}: {strategy.Canceled.Count} orders of the strategy canceled, {strategy.Filled.Count + strategy.Gone.Count} closed otherwise, {strategy.Others} of others stay"
        );
        foreach (var (what, orders) in Left(strategy))
            AnsiConsole.MarkupLineInterpolated($"    [red]{what}: {string.Join(", ", orders)}[/]");
        if (strategy.Unanswered > 0)
            AnsiConsole.MarkupLineInterpolated(
                $"    [red]{strategy.Unanswered} requests of the strategy were never answered: look for their orders at the exchange[/]"
            );
    }

    private static IEnumerable<(string What, IReadOnlyList<string> Orders)> Left(StrategyOrdersView strategy)
    {
        if (strategy.Open.Count > 0)
            yield return ("still open", strategy.Open);
        if (strategy.Unaccounted.Count > 0)
            yield return ("not accounted for", strategy.Unaccounted);
        if (strategy.OfUnknownStrategy.Count > 0)
            yield return ("nobody knows whose, left alone", strategy.OfUnknownStrategy);
    }
}

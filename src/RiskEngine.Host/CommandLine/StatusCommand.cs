using System.CommandLine;
using System.Globalization;
using RiskEngine.Host.Api;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>status</c>: every session and the kill switch, once or live.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    internal static Command Create()
    {
        var service = new ServiceOptions();
        var watch = new Option<bool>("--watch") { Description = "Go on showing it, until you stop it." };
        var command = new Command("status", $"How every session and the kill switch stand. {ExitCode.Help}") { watch };
        service.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
                service.RunAsync(
                    parsed,
                    client =>
                        parsed.GetValue(watch) ? WatchAsync(client, TimeProvider.System, stop)
                        : service.IsJson(parsed) ? PrintAsync(client, stop)
                        : ShowAsync(client, stop),
                    deadlineMs: null,
                    stop
                )
        );
        return command;
    }

    private static async Task<int> PrintAsync(ServiceClient client, CancellationToken stop)
    {
        Console.WriteLine((await client.GetAsync("/api/sessions", AnswerJson.Default.SessionList, stop)).Json);
        return ExitCode.Proven;
    }

    private static async Task<int> ShowAsync(ServiceClient client, CancellationToken stop)
    {
        Terminal.Prepare();
        var (table, killSwitch) = await ReadAsync(client, stop);
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine(killSwitch);
        return ExitCode.Proven;
    }

    private static async Task<int> WatchAsync(ServiceClient client, TimeProvider time, CancellationToken stop)
    {
        Terminal.Prepare();
        var (first, _) = await ReadAsync(client, stop);
        using var timer = new PeriodicTimer(Refresh, time);
        await AnsiConsole
            .Live(first)
            .StartAsync(async context =>
            {
                try
                {
                    while (await timer.WaitForNextTickAsync(stop))
                    {
                        var (table, killSwitch) = await ReadAsync(client, stop);
                        context.UpdateTarget(table.Caption(killSwitch));
                    }
                }
                catch (OperationCanceledException)
                {
                    // The person has seen enough.
                }
            });
        return ExitCode.Proven;
    }

    private static async Task<(Table Table, string KillSwitch)> ReadAsync(ServiceClient client, CancellationToken stop)
    {
        // At once: both together have the time of one call.
        var sessions = client.GetAsync("/api/sessions", AnswerJson.Default.SessionList, stop);
        var stand = client.GetAsync("/api/kill-switch", AnswerJson.Default.KillSwitchView, stop);
        await Task.WhenAll(sessions, stand);
        var ((list, _), (killSwitch, _)) = (await sessions, await stand);
        return (TableOf(list), string.Join('\n', [Words(killSwitch), .. list.Log.Where(Loses).Select(Words)]));
    }

    private static Table TableOf(SessionList list)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("session", "node", "state", "open", "placed", "denied", "last cancel", "nonce lead", "skew");
        foreach (var session in list.Sessions)
            table.AddRow(
                Markup.Escape(session.Session),
                Markup.Escape(session.Node ?? "-"),
                (session.State == "active" ? "[green]active[/]" : $"[red]{Markup.Escape(session.State)}[/]")
                    + string.Concat(session.Held.Select(Words)),
                Number(session.OpenOrders),
                Number(session.Requests.Answered),
                Number(session.Requests.Denied),
                session.LastCancel is { Answer: var last } ? $"{last.Outcome}, {Number(last.ElapsedMs)} ms" : "-",
                $"{Number(session.NonceLeadMs)} ms",
                $"{Number(session.ClockSkewMs)} ms"
            );
        return table;
    }

    private static string Words(HeldView held) =>
        Markup.Escape(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\n{held.Kind} waits {held.ForMs / 1000:0.0} s for the {held.Budget}'s budget"
            )
        );

    private static bool Loses(LogHealth log) => log.IsFull || log.Dropped > 0;

    private static string Words(LogHealth log) =>
        $"[yellow]The log's {Markup.Escape(log.Output)} "
        + (log.IsFull ? "takes no lines" : "takes lines again")
        + $"; {Number(log.Dropped)} were dropped.[/]";

    private static string Words(KillSwitchView killSwitch) =>
        killSwitch.State switch
        {
            "clear" => "[green]Nothing is engaged.[/]",
            "engaged" => string.Join(
                '\n',
                killSwitch.Engagements.Select(one =>
                    $"[white on red] ENGAGED [/] {Markup.Escape($"{one.Scope} by {one.By}, epoch {one.Epoch}, id {one.Id}: {one.Reason}")}"
                )
            ),
            _ => $"[white on red] ENGAGED [/] The record cannot be read: {killSwitch.Reason}.",
        };

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}

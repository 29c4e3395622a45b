using System.CommandLine;
using System.Globalization;
using RiskEngine.Host.Api;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>status</c>: every session and the kill switch, once or live.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    /// <summary>Columns of a terminal from which on there is room for more than what matters at night.</summary>
    private const int WideFrom = 120;

    private const string Codes =
        "Exit code 0: each session trades, or is proven to have no open orders; 1: of some session neither is known; 2: the arguments are wrong; 3: the service refused or was not reached.";

    internal static Command Create()
    {
        var service = new ServiceOptions();
        var watch = new Option<bool>("--watch") { Description = "Go on showing it, until you stop it." };
        var command = new Command(
            "status",
            $"How every session and the kill switch stand, what is not proven first. {Codes}"
        )
        {
            watch,
        };
        service.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
                service.RunAsync(
                    parsed,
                    client =>
                        (parsed.GetValue(watch), service.IsJson(parsed)) switch
                        {
                            (false, false) => ShowAsync(client, stop),
                            (false, true) => PrintAsync(client, stop),
                            (true, false) => StandardOutput.WhileReadAsync(
                                end => WatchAsync(client, TimeProvider.System, end),
                                TimeProvider.System,
                                stop
                            ),
                            (true, true) => StandardOutput.WhileReadAsync(
                                end => PrintLinesAsync(client, TimeProvider.System, end),
                                TimeProvider.System,
                                stop
                            ),
                        },
                    deadlineMs: null,
                    stop
                )
        );
        return command;
    }

    private static async Task<int> PrintAsync(ServiceClient client, CancellationToken stop)
    {
        var (list, json) = await client.GetAsync("/api/sessions", AnswerJson.Default.SessionList, stop);
        Console.WriteLine(json);
        return CodeOf(list.Sessions);
    }

    /// <summary>A line every second, each with everything.</summary>
    private static async Task<int> PrintLinesAsync(ServiceClient client, TimeProvider time, CancellationToken stop)
    {
        var code = await PrintAsync(client, stop);
        using var timer = new PeriodicTimer(Refresh, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                code = await PrintAsync(client, stop);
        }
        catch (OperationCanceledException)
        {
            // The program has read enough.
        }

        return code;
    }

    private static async Task<int> ShowAsync(ServiceClient client, CancellationToken stop)
    {
        Terminal.Prepare();
        var shown = await ReadAsync(client, stop);
        AnsiConsole.Write(shown.Table);
        AnsiConsole.MarkupLine(shown.Below);
        return shown.Code;
    }

    private static async Task<int> WatchAsync(ServiceClient client, TimeProvider time, CancellationToken stop)
    {
        Terminal.Prepare();
        var shown = await ReadAsync(client, stop);
        using var timer = new PeriodicTimer(Refresh, time);
        await AnsiConsole
            .Live(shown.Table.Caption(shown.Below))
            .StartAsync(async context =>
            {
                try
                {
                    context.Refresh();
                    while (await timer.WaitForNextTickAsync(stop))
                    {
                        shown = await ReadAsync(client, stop);
                        context.UpdateTarget(shown.Table.Caption(shown.Below));
                    }
                }
                catch (OperationCanceledException)
                {
                    // The person has seen enough.
                }
            });
        return shown.Code;
    }

    private static async Task<Shown> ReadAsync(ServiceClient client, CancellationToken stop)
    {
        // At once: both together have the time of one call.
        var sessions = client.GetAsync("/api/sessions", AnswerJson.Default.SessionList, stop);
        var stand = client.GetAsync("/api/kill-switch", AnswerJson.Default.KillSwitchView, stop);
        await Task.WhenAll(sessions, stand);
        var ((list, _), (killSwitch, _)) = (await sessions, await stand);
        return new Shown(
            TableOf(list, AnsiConsole.Profile.Width >= WideFrom),
            string.Join(
                '\n',
                [Terminal.Words(client.Venues), Words(killSwitch), .. list.Log.Where(Loses).Select(Words)]
            ),
            killSwitch.State is "clear" or "engaged" ? CodeOf(list.Sessions) : ExitCode.NotProven
        );
    }

    private static int CodeOf(IReadOnlyList<SessionView> sessions) =>
        sessions.Any(session => session.Standing == SessionStanding.NotProven) ? ExitCode.NotProven : ExitCode.Proven;

    private static Table TableOf(SessionList list, bool isWide)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("session", "proven", "state", "open", "last cancel");
        if (isWide)
            table.AddColumns("node", "placed", "denied", "nonce lead", "skew");
        foreach (
            var session in list.Sessions.OrderByDescending(session => session.Standing == SessionStanding.NotProven)
        )
            table.AddRow([.. Cells(session), .. isWide ? More(session) : []]);
        return table;
    }

    private static IEnumerable<string> Cells(SessionView session) =>
        [
            Markup.Escape(session.Session),
            session.Standing switch
            {
                SessionStanding.Trading => "[green]trading[/]",
                SessionStanding.NoOpenOrders => "[green]no open orders[/]",
                _ => "[red]NOT PROVEN[/]",
            },
            Markup.Escape(session.State) + string.Concat(session.Held.Select(Words)),
            session.OpenOrders is { } open ? Number(open) : "not known",
            session.LastCancel is { Answer: var last }
                ? $"{Markup.Escape(last.Outcome)}, {Number(last.ElapsedMs)} ms"
                : "-",
        ];

    private static IEnumerable<string> More(SessionView session) =>
        [
            Markup.Escape(session.Node ?? "-"),
            Number(session.Requests.Answered),
            Number(session.Requests.Denied),
            $"{Number(session.NonceLeadMs)} ms",
            $"{Number(session.ClockSkewMs)} ms",
        ];

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

    private readonly record struct Shown(Table Table, string Below, int Code);
}

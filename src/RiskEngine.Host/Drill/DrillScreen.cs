using System.Globalization;
using RiskEngine.Host.CommandLine;
using Spectre.Console;

namespace RiskEngine.Host.Drill;

/// <summary>What a person sees of a drill: a live table while it runs, and the verdict.</summary>
internal static class DrillScreen
{
    private const int OrdersShown = 3;

    internal static async Task ShowAsync(IDrillScene scene, DrillProgress progress, Func<Action, Task> run)
    {
        Terminal.Prepare();
        foreach (var line in scene.Introduction)
            AnsiConsole.MarkupLineInterpolated($"{line}");
        if (!Terminal.IsThere)
        {
            await run(() => { });
            return;
        }

        await AnsiConsole
            .Live(Progress(progress))
            .StartAsync(context => run(() => context.UpdateTarget(Progress(progress))));
    }

    /// <summary>Shows the verdict.</summary>
    /// <returns>Whether every session is proven to have no open orders.</returns>
    internal static bool Conclude(IDrillScene scene, DrillProgress progress)
    {
        AnsiConsole.Write(Verdict(progress));
        if (scene.Traffic is { } traffic)
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"The exchange received {traffic.Received} signed HTTP requests and executed {traffic.Executed}, having checked signature and nonce of each."
            );
        AnsiConsole.MarkupLineInterpolated(
            $"{(progress.Engaged is { } engaged ? $"{engaged.Engagement}. It outlives: {engaged.Durability}." : "The kill switch said nothing.")}"
        );
        foreach (var session in progress.Sessions)
            AnsiConsole.MarkupLine(Sentence(session));
        var isProven = progress.Sessions.All(session => session.IsProven);
        AnsiConsole.MarkupLine(
            isProven
                ? "[green]NO OPEN ORDERS: proven for every session.[/]"
                : "[red]NOT PROVEN that no order is open.[/]"
        );
        return isProven;
    }

    /// <summary>Says where the evidence is.</summary>
    internal static void ShowEvidence(IReadOnlyList<string> files) =>
        AnsiConsole.MarkupLineInterpolated($"Evidence: {string.Join(", ", files)}");

    private static Table Progress(DrillProgress progress)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("session", "orders placed", "denied", "failed", "open now", "cancel");
        foreach (var session in progress.Sessions)
            table.AddRow(
                Markup.Escape(session.Session.ToString()),
                Number(session.Placed),
                Number(session.Denied),
                Number(session.Failed),
                Number(session.OpenNow),
                (session.OpenBefore, session.Outcome) switch
                {
                    (_, { } outcome) => Name(outcome),
                    (not null, null) => "[yellow]canceling ...[/]",
                    _ => "[grey]waiting[/]",
                }
            );
        return table;
    }

    private static Table Verdict(DrillProgress progress)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (
            var column in (string[])
                [
                    "session",
                    "open before",
                    "canceled",
                    "rejected",
                    "left",
                    "attempts",
                    "nonces",
                    "accepted after",
                    "proven after",
                    "outcome",
                ]
        )
            table.AddColumn(column);
        foreach (var session in progress.Sessions)
            table.AddRow(
                Markup.Escape(session.Session.ToString()),
                session.OpenBefore is { } before ? Number(before) : "unknown",
                Number(Canceled(session.Outcome)),
                Number(session.Outcome is SessionCancelPartial partial ? partial.Rejects.Total : 0),
                session.OpenNow == 0 ? "0" : $"[red]{Number(session.OpenNow)}[/]",
                Markup.Escape(Attempts(session.Outcome)),
                Markup.Escape(Nonces(session.Outcome)),
                Milliseconds(session.Outcome?.Effort.AcceptedAfter),
                session.IsProven ? Milliseconds(session.Outcome?.Effort.Elapsed) : "[red]-[/]",
                Name(session.Outcome)
            );
        return table;
    }

    private static string Sentence(SessionProgress session) =>
        Markup.Escape($"{session.Session}: ")
        + session.Outcome switch
        {
            null => "[red]no answer came. That is a defect of the engine.[/]",
            SessionCanceled when session.OpenBefore is null =>
                "what was open before the cancel could not be read, so it proves nothing.",
            SessionCanceled when session.OpenBefore == 0 => "nothing was open before the cancel, so it proves nothing.",
            SessionCanceled when session.OpenNow > 0 => string.Create(
                CultureInfo.InvariantCulture,
                $"[red]Canceled was said, and {session.OpenNow} orders are open.[/]"
            ),
            SessionCanceled canceled =>
                $"canceled; proof: {canceled.Proof}, list: {canceled.Listing}.{Markup.Escape(Beside(canceled))}",
            SessionCancelPartial partial => Markup.Escape(
                $"the exchange named {partial.Rejects.Total} rejects {Some(partial.Rejects)}; seen open since: {Some(partial.Open)}.{Beside(partial)}"
            ),
            SessionCancelRejected rejected => Markup.Escape($"{rejected.Reason} ({rejected.Said})."),
            SessionCancelUnconfirmed unconfirmed => Markup.Escape(
                $"{unconfirmed.Reason} ({unconfirmed.Said}); {unconfirmed.Canceled.Total} are known to be canceled.{Beside(unconfirmed)}"
            ),
            SessionCancelDenied denied => $"{denied.Reason}: nothing was sent.",
            var other => throw ClosedUnion.Unhandled(other),
        };

    /// <summary>What became of orders that were neither canceled nor left.</summary>
    private static string Beside(SessionCancelOutcome outcome) =>
        string.Concat(
            Some(" Filled meanwhile: ", outcome.Filled),
            Some(" Closed, nobody said how: ", outcome.Gone),
            Some(" Not accounted for: ", outcome.Unaccounted),
            outcome is SessionCancelUnconfirmed { OrderMayLandUntil: { } until }
                ? string.Create(CultureInfo.InvariantCulture, $" An order sent before may land until {until:u}.")
                : "",
            Some(" Of others, left alone: ", outcome.Others)
        );

    private static string Name(SessionCancelOutcome? outcome) =>
        outcome switch
        {
            SessionCanceled => "[green]Canceled[/]",
            SessionCancelPartial => "[yellow]Partial[/]",
            SessionCancelDenied => "[red]Denied[/]",
            SessionCancelRejected => "[red]Rejected[/]",
            SessionCancelUnconfirmed => "[red]Unconfirmed[/]",
            null => "[red]none[/]",
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    private static int Canceled(SessionCancelOutcome? outcome) =>
        outcome switch
        {
            SessionCanceled canceled => canceled.Canceled.Total,
            SessionCancelPartial partial => partial.Canceled.Total,
            SessionCancelUnconfirmed unconfirmed => unconfirmed.Canceled.Total,
            null or SessionCancelDenied or SessionCancelRejected => 0,
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    private static string Some(ValueList<OrderId> orders) =>
        orders.Total == 0 ? "none"
        : orders.Total <= OrdersShown ? string.Join(", ", orders)
        : $"{string.Join(", ", orders.Take(OrdersShown))} and {orders.Total - Math.Min(orders.Count, OrdersShown)} more";

    private static string Some(string title, ValueList<OrderId> orders) =>
        orders.Total == 0 ? "" : $"{title}{Some(orders)}.";

    private static string Attempts(SessionCancelOutcome? outcome) =>
        string.Join(", ", outcome?.Effort.Attempts.Select(attempt => attempt.Result.Name()) ?? []);

    private static string Nonces(SessionCancelOutcome? outcome) =>
        string.Join(", ", outcome?.Effort.Attempts.Select(attempt => attempt.Nonce.ToString()) ?? []);

    private static string Milliseconds(TimeSpan? time) =>
        time is { } given ? string.Create(CultureInfo.InvariantCulture, $"{given.TotalMilliseconds:F0} ms") : "-";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

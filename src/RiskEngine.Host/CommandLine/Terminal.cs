using RiskEngine.Host.Api;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary>What is written to a pipe has no colors, and lines long enough for tables.</summary>
internal static class Terminal
{
    private const int WidthWithoutTerminal = 160;

    internal static bool IsThere => AnsiConsole.Profile.Out.IsTerminal;

    /// <summary>Where the orders are that a command is about: nobody is to take a live desk for a sandbox, or the other way round.</summary>
    /// <returns>Markup: one line, or two where real orders stand beside play money.</returns>
    internal static string Words(string venues)
    {
        if (venues.Length == 0)
            return "[yellow]The service does not say which exchange it talks to.[/]";
        var all = venues.Split(", ").Select(venue => venue.Split(' ', 2)).ToList();
        var text = string.Join(
            ", ",
            all.Select(venue =>
                $"{(venue[0] == Venue.Live ? "[white on red] LIVE [/]" : venue[0].ToUpperInvariant())} {Markup.Escape(venue[^1])}"
            )
        );
        var isMixed = all.Any(venue => venue[0] == Venue.Live) && all.Any(venue => venue[0] != Venue.Live);
        return isMixed
            ? $"{text}\n[yellow]Real orders and play money side by side: look at each session's exchange.[/]"
            : text;
    }

    internal static void Prepare()
    {
        if (IsThere)
            return;
        AnsiConsole.Profile.Width = WidthWithoutTerminal;
        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
    }
}

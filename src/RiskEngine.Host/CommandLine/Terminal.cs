using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary>What is written to a pipe has no colors, and lines long enough for tables.</summary>
internal static class Terminal
{
    private const int WidthWithoutTerminal = 160;

    internal static bool IsThere => AnsiConsole.Profile.Out.IsTerminal;

    internal static void Prepare()
    {
        if (IsThere)
            return;
        AnsiConsole.Profile.Width = WidthWithoutTerminal;
        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
    }
}

namespace RiskEngine.Host.CommandLine;

/// <summary>What the process tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for is proven.</summary>
    internal const int Proven = 0;

    /// <summary>It ran, and something is not proven.</summary>
    internal const int NotProven = 1;

    /// <summary>Arguments or configuration are at fault; nothing ran.</summary>
    internal const int BadInput = 2;
}

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

    /// <summary>The service refused, or could not be reached: whether it did anything is in the message.</summary>
    internal const int NotServed = 3;

    /// <summary>What was asked for is proven, and the evidence of it could not be written.</summary>
    internal const int NotWritten = 4;

    /// <summary>The codes as help tells them.</summary>
    internal const string Help =
        "Exit code 0: done and proven; 1: done, not proven; 2: the arguments are wrong; 3: the service refused or was not reached.";
}

using Akka.Actor;
using Microsoft.Extensions.Hosting;

namespace RiskEngine.Hosting;

/// <summary>Has the process end with the code of the reason for which its system ended.</summary>
/// <remarks>
/// The system's log names the code, and nobody returns it: a node that its cluster has downed would end as one that was
/// stopped, and whoever supervises the process would not start it again.
/// </remarks>
internal static class ReasonsExitCode
{
    internal static void Set(CoordinatedShutdown shutdown, IHostApplicationLifetime lifetime) =>
        // Akka.Hosting writes a code of its own before the host stops.
        lifetime.ApplicationStopped.Register(() =>
        {
            if (shutdown.ShutdownReason is { ExitCode: not 0 and var code })
                Environment.ExitCode = code;
        });
}

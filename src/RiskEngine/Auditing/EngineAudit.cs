using System.Reflection;
using System.Runtime.InteropServices;
using Akka;
using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>The engine's start and stop, for the audit trail.</summary>
internal static class EngineAudit
{
    /// <summary>Below the 5 s that a phase of the shutdown takes at most by default.</summary>
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(4);

    /// <summary>What runs: the engine's version, the runtime's and Akka's.</summary>
    internal static string Versions =>
        $"RiskEngine {Version(typeof(EngineAudit))}, Akka {Version(typeof(ActorSystem))}, {RuntimeInformation.FrameworkDescription}";

    internal static void Started(RiskEngineSettings settings, RiskEnginePorts ports) =>
        ports.Audit.Record(
            new AuditEntry.Started(ports.Time.GetUtcNow(), settings.Node, Versions, settings.Fingerprint)
        );

    /// <summary>After the guardians have stopped: the last row, and the wait until the trail has everything.</summary>
    internal static async Task<Done> Stopped(RiskEngineSettings settings, RiskEnginePorts ports, ILoggingAdapter log)
    {
        ports.Audit.Record(new AuditEntry.Stopped(ports.Time.GetUtcNow(), settings.Node, "the system shuts down"));
        using var limit = new CancellationTokenSource(FlushLimit, ports.Time);
        if (!await ports.Audit.FlushAsync(limit.Token).ConfigureAwait(false))
            log.Error(
                "The audit trail has not taken everything within {Limit}; what is missing will be counted in it.",
                FlushLimit
            );
        return Done.Instance;
    }

    /// <summary>With the commit that it was built from, where the build knew it.</summary>
    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";
}

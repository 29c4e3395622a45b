using Akka.Actor;

namespace RiskEngine.Hosting;

/// <summary>Asks an engine how it is. Who does not answer is not waited for long.</summary>
internal sealed class EngineProbe(HostedRiskEngine engine, CancellationToken giveUp)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How the kill switch stands; null: it does not answer.</summary>
    internal Task<KillSwitchStatus?> KillSwitchAsync() =>
        AskAsync<KillSwitchStatus>(engine.Handle.KillSwitch, GetKillSwitch.Instance);

    /// <summary>Who lives and who runs what; null: this node does not say.</summary>
    internal Task<ClusterView?> ClusterAsync() =>
        engine.Handle.Peers is { } peers
            ? AskAsync<ClusterView>(peers, GetClusterView.Instance)
            : Task.FromResult<ClusterView?>(null);

    /// <summary>How a session is; null: its guardian does not answer.</summary>
    internal Task<SessionStatus?> SessionAsync(SessionKey session) =>
        AskAsync<SessionStatus>(engine.Handle.Router, new GetSessionStatus(session));

    private async Task<T?> AskAsync<T>(IActorRef actor, object question)
        where T : class
    {
        try
        {
            return await actor.Ask<object>(question, Patience, giveUp).ConfigureAwait(false) as T;
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}

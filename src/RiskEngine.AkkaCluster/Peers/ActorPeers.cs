using Akka.Actor;

namespace RiskEngine.AkkaCluster;

/// <summary>Carries messages to other nodes by where their actors are, over Akka.Remote.</summary>
/// <remarks>
/// Delivery is at most once, and nobody says when a message was lost: unless the roster has never heard of the node, a
/// missing answer proves nothing.
/// </remarks>
/// <param name="system">A system of a cluster, with <see cref="RiskEngineCluster.Reference"/> in its configuration.</param>
/// <param name="systemOf">The address of the system that a node is; null: the roster has not heard of it.</param>
public sealed class ActorPeers(ActorSystem system, Func<NodeName, string?> systemOf) : IPeers
{
    /// <inheritdoc/>
    public async Task<PeerAnswer> AskAsync(
        ClusterNode node,
        PeerMessage message,
        TimeSpan patience,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(node);
        if (systemOf(node.Name) is not { } address)
            return new PeerAnswer.NotTaken($"{node.Name} has not been heard of.");
        try
        {
            var said = await system
                .ActorSelection($"{address}/user/{RiskEngineExtensions.PeersPath}")
                .Ask<object>(message, patience, cancellationToken)
                .ConfigureAwait(false);
            return said is UnknownMessage unknown ? Read(node.Name, message, unknown) : new PeerAnswer.Heard(said);
        }
        catch (Exception silence) when (silence is AskTimeoutException or OperationCanceledException)
        {
            return new PeerAnswer.Silent($"{node.Name} did not answer.");
        }
    }

    /// <summary>Sent back under our own message's name, it was not understood there; else the answer is not understood here.</summary>
    private static PeerAnswer Read(NodeName node, PeerMessage message, UnknownMessage unknown) =>
        unknown.Name == ClusterWire.Format.NameOf(message)
            ? new PeerAnswer.NotTaken($"{node} does not know '{unknown.Name}': it runs an older build.")
            : new PeerAnswer.Silent($"{node} answered '{unknown.Name}', which this build does not know.");
}

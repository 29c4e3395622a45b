namespace RiskEngine.Core;

/// <summary>Carries messages to other nodes of the cluster, and their answers back.</summary>
/// <remarks>
/// Whatever a network or a node may do is an answer; a task that fails means a defect. Messages do not wait for each other:
/// a cancel passes while a hundred others are out (I6).
/// </remarks>
public interface IPeers
{
    /// <summary>Carries a message to a node, once at most, and waits for the answer.</summary>
    /// <param name="node">The node, with the address that it gave.</param>
    /// <param name="message">The message.</param>
    /// <param name="patience">How long to wait; above zero.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<PeerAnswer> AskAsync(
        ClusterNode node,
        PeerMessage message,
        TimeSpan patience,
        CancellationToken cancellationToken = default
    );
}

using System.Collections.Concurrent;

namespace RiskEngine.Core;

/// <summary>Carries messages between nodes that live in one process. For tests and simulations.</summary>
/// <param name="time">Measures the patience of those who ask.</param>
public sealed class InProcessPeers(TimeProvider time) : IPeers
{
    private readonly ConcurrentDictionary<NodeName, Func<PeerMessage, Task<object>>> _nodes = new();

    /// <summary>Lets a node be asked from now on.</summary>
    /// <param name="node">The node.</param>
    /// <param name="answer">Its answer.</param>
    public void Open(NodeName node, Func<PeerMessage, Task<object>> answer) => _nodes[node] = answer;

    /// <summary>Nobody reaches a node any more.</summary>
    public void Close(NodeName node) => _nodes.TryRemove(node, out _);

    /// <inheritdoc/>
    public async Task<PeerAnswer> AskAsync(
        ClusterNode node,
        PeerMessage message,
        TimeSpan patience,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(message);
        if (!_nodes.TryGetValue(node.Name, out var ask))
            return new PeerAnswer.NotTaken($"{node.Name} cannot be reached.");
        try
        {
            var asked = ask(message);
            return new PeerAnswer.Heard(await asked.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception silence) when (silence is TimeoutException or OperationCanceledException)
        {
            return new PeerAnswer.Silent($"{node.Name} did not answer.");
        }
    }
}

using Akka.Actor;

namespace RiskEngine.Tests.Clustering;

/// <summary>Carries messages between nodes that live in virtual time, in no time, and loses what the test says.</summary>
internal sealed class VirtualPeers : IPeers
{
    private readonly Dictionary<NodeName, EngineNode> _nodes = [];

    /// <summary>Nodes that refuse connections.</summary>
    internal HashSet<NodeName> Unreachable { get; } = [];

    /// <summary>Nodes whose answers are lost.</summary>
    internal HashSet<NodeName> Mute { get; } = [];

    internal void Add(EngineNode node) => _nodes[node.Name] = node;

    public Task<PeerAnswer> AskAsync(
        ClusterNode node,
        PeerMessage message,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        if (Unreachable.Contains(node.Name) || !_nodes.TryGetValue(node.Name, out var asked))
            return Task.FromResult<PeerAnswer>(new PeerAnswer.NotTaken("refused"));
        var answer = new TaskCompletionSource<PeerAnswer>();
        asked.Tell(
            message,
            said =>
            {
                if (!Mute.Contains(node.Name))
                    answer.TrySetResult(new PeerAnswer.Heard(said));
            }
        );
        return answer.Task;
    }

    /// <summary>Takes one answer.</summary>
    internal sealed class Once : ReceiveActor
    {
        public Once(Action<object> then) =>
            ReceiveAny(said =>
            {
                then(said);
                Context.Stop(Self);
            });
    }
}

using Akka.Actor;

namespace RiskEngine;

/// <summary>What outlives an incarnation of the kill switch; touched by it alone.</summary>
internal sealed class KillSwitchMemory(SwitchState initial)
{
    private readonly Dictionary<long, IActorRef> _peers = [];
    private long _calls;

    internal SwitchState State { get; set; } = initial;

    /// <summary>Remembers who has told something, under a number.</summary>
    internal long Hear(IActorRef peer)
    {
        _peers.Add(++_calls, peer);
        return _calls;
    }

    /// <summary>Who told it; asked once.</summary>
    internal IActorRef Peer(long call) => _peers.Remove(call, out var peer) ? peer : ActorRefs.Nobody;
}

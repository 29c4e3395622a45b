using Akka.Actor;

namespace RiskEngine;

/// <summary>How a parent that restarts without stopping its children finds them again.</summary>
internal static class KeptChildren
{
    /// <summary>The child of this name that the incarnation before left, or else a new one.</summary>
    internal static IActorRef KeptOrNew(this IActorContext context, Props props, string name) =>
        context.Child(name) is var kept && kept.IsNobody() ? context.ActorOf(props, name) : kept;
}

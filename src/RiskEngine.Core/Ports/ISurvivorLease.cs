namespace RiskEngine.Core;

/// <summary>Lets one side of a broken network go on, where the nodes share a store: whoever has it, and nobody else meanwhile.</summary>
/// <remarks>
/// It decides which nodes stay members of a cluster, and gives no right to a session: only that session's lease does. Whatever
/// the store does is an answer.
/// </remarks>
public interface ISurvivorLease
{
    /// <summary>Whether this node has it, as far as it knows without asking.</summary>
    bool IsHeld { get; }

    /// <summary>Asks for it. Never waits for another node to give it back.</summary>
    /// <returns>Whether this node has it from now on; false as well when the store does not answer.</returns>
    Task<bool> TakeAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives it back; without that it ends with the node's connection to the store.</summary>
    Task GiveBackAsync();
}

namespace RiskEngine.Protocol;

/// <summary>A request of a session that waits until a budget which it shares with others lets it leave.</summary>
/// <param name="Kind">What waits.</param>
/// <param name="Budget">Which budget holds it back: of two, the one that does so for longer.</param>
/// <param name="For">How long it has still to wait; above zero.</param>
public sealed record HeldRequest(HeldRequestKind Kind, SharedBudgetScope Budget, TimeSpan For);

/// <summary>What a shared budget may hold back. A session-wide cancel and a heartbeat are among nothing of it.</summary>
public enum HeldRequestKind
{
    /// <summary>What is asked before order entry opens.</summary>
    Preflight,

    /// <summary>What is asked by and by: the idle session's open orders, what became of one of them.</summary>
    Look,

    /// <summary>A private request of a strategy.</summary>
    Order,

    /// <summary>What a cancel needs after it was accepted: looks at the open orders, and cancels of single ones.</summary>
    Proof,
}

/// <summary>Who shares a budget.</summary>
public enum SharedBudgetScope
{
    /// <summary>The sessions that act on one account.</summary>
    Account,

    /// <summary>The sessions whose requests leave this node for one exchange.</summary>
    Address,
}

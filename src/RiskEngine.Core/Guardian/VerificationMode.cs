namespace RiskEngine.Core;

/// <summary>What a guardian looks at before it says that a session has no open orders.</summary>
public enum VerificationMode
{
    /// <summary>Nothing: the exchange's acceptance is the answer.</summary>
    None,

    /// <summary>The open orders that are known as ours: placed through the guardian, or by their client id's prefix.</summary>
    OwnOrders,

    /// <summary>Every open order of the account.</summary>
    Account,
}

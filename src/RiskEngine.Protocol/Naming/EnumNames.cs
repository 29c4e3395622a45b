namespace RiskEngine.Protocol;

/// <summary>What values are called outside the program: between nodes, in the audit trail, in the API.</summary>
/// <remarks>
/// A name is for ever. It is written here and nowhere else, so that renaming a type or a member moves none of them; what
/// each place writes is pinned by a file of its own. A value without a name does not compile.
/// </remarks>
public static partial class EnumNames
{
    /// <summary>What the value is called.</summary>
    public static string Name(this PrivateRequestDeniedReason value) =>
        value switch
        {
            PrivateRequestDeniedReason.UnknownSession => "UnknownSession",
            PrivateRequestDeniedReason.NotActive => "NotActive",
            PrivateRequestDeniedReason.KillOnly => "KillOnly",
            PrivateRequestDeniedReason.Halted => "Halted",
            PrivateRequestDeniedReason.SwitchUnreadable => "SwitchUnreadable",
            PrivateRequestDeniedReason.QueueFull => "QueueFull",
            PrivateRequestDeniedReason.WaitedTooLong => "WaitedTooLong",
            PrivateRequestDeniedReason.DrainedByCancel => "DrainedByCancel",
            PrivateRequestDeniedReason.NonceExhausted => "NonceExhausted",
            PrivateRequestDeniedReason.NoncesNotDurable => "NoncesNotDurable",
            PrivateRequestDeniedReason.OrdersNotDurable => "OrdersNotDurable",
            PrivateRequestDeniedReason.Unreachable => "Unreachable",
            PrivateRequestDeniedReason.NotOnThisNode => "NotOnThisNode",
            PrivateRequestDeniedReason.EngineStopping => "EngineStopping",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this NotCovered value) =>
        value switch
        {
            NotCovered.Positions => "positions",
            NotCovered.UnlistedOrders => "unlisted-orders",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this OrderSide value) =>
        value switch
        {
            OrderSide.Buy => "buy",
            OrderSide.Sell => "sell",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this OutcomeList value) =>
        value switch
        {
            OutcomeList.Open => "open",
            OutcomeList.Unaccounted => "unaccounted",
            OutcomeList.Others => "others",
            OutcomeList.Rejects => "rejects",
            OutcomeList.Filled => "filled",
            OutcomeList.Gone => "gone",
            OutcomeList.Canceled => "canceled",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this StrategyLossCause value) =>
        value switch
        {
            StrategyLossCause.Died => "Died",
            StrategyLossCause.Silent => "Silent",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this SessionTroubleKind value) =>
        value switch
        {
            SessionTroubleKind.OpenOrdersTooLong => "OpenOrdersTooLong",
            SessionTroubleKind.OpenOrdersUnreadable => "OpenOrdersUnreadable",
            SessionTroubleKind.NotStarted => "NotStarted",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this HeldRequestKind value) =>
        value switch
        {
            HeldRequestKind.Preflight => "Preflight",
            HeldRequestKind.Look => "Look",
            HeldRequestKind.Order => "Order",
            HeldRequestKind.Proof => "Proof",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this SharedBudgetScope value) =>
        value switch
        {
            SharedBudgetScope.Account => "Account",
            SharedBudgetScope.Address => "Address",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this WantedNonce value) =>
        value switch
        {
            WantedNonce.Seconds => "Seconds",
            WantedNonce.Milliseconds => "Milliseconds",
            WantedNonce.HigherNumbers => "HigherNumbers",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this NonceLeaseDeniedReason value) =>
        value switch
        {
            NonceLeaseDeniedReason.UnknownSession => "UnknownSession",
            NonceLeaseDeniedReason.NotActive => "NotActive",
            NonceLeaseDeniedReason.KillOnly => "KillOnly",
            NonceLeaseDeniedReason.Halted => "Halted",
            NonceLeaseDeniedReason.SwitchUnreadable => "SwitchUnreadable",
            NonceLeaseDeniedReason.CancelPending => "CancelPending",
            NonceLeaseDeniedReason.RateExhausted => "RateExhausted",
            NonceLeaseDeniedReason.NonceExhausted => "NonceExhausted",
            NonceLeaseDeniedReason.NoncesNotDurable => "NoncesNotDurable",
            NonceLeaseDeniedReason.OrdersNotDurable => "OrdersNotDurable",
            NonceLeaseDeniedReason.NotOnThisNode => "NotOnThisNode",
            NonceLeaseDeniedReason.NodeSilent => "NodeSilent",
            NonceLeaseDeniedReason.EngineStopping => "EngineStopping",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this EscalationStep value) =>
        value switch
        {
            EscalationStep.AccountCancel => "AccountCancel",
            EscalationStep.WithholdHeartbeat => "WithholdHeartbeat",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this EscalationCause value) =>
        value switch
        {
            EscalationCause.CancelUnconfirmed => "CancelUnconfirmed",
            EscalationCause.CancelPartial => "CancelPartial",
            EscalationCause.CancelRejected => "CancelRejected",
            EscalationCause.NoncesNotDurable => "NoncesNotDurable",
            EscalationCause.OrdersNotDurable => "OrdersNotDurable",
            EscalationCause.OrderOutlivedCancel => "OrderOutlivedCancel",
            EscalationCause.KeyShared => "KeyShared",
            EscalationCause.KeyMayNotTrade => "KeyMayNotTrade",
            EscalationCause.KeyMayNotLook => "KeyMayNotLook",
            EscalationCause.KeyMayWithdraw => "KeyMayWithdraw",
            EscalationCause.AccountShared => "AccountShared",
            EscalationCause.OpenOrdersUnread => "OpenOrdersUnread",
            EscalationCause.NotStarted => "NotStarted",
            EscalationCause.SenderKeepsFailing => "SenderKeepsFailing",
            EscalationCause.GuardianFailed => "GuardianFailed",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this SessionState value) =>
        value switch
        {
            SessionState.Starting => "Starting",
            SessionState.Active => "Active",
            SessionState.Halted => "Halted",
            SessionState.Suspended => "Suspended",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this CancelProof value) =>
        value switch
        {
            CancelProof.AcceptedByExchange => "AcceptedByExchange",
            CancelProof.OwnOrdersQuiet => "OwnOrdersQuiet",
            CancelProof.AccountQuiet => "AccountQuiet",
            CancelProof.ListQuiet => "ListQuiet",
            CancelProof.EveryOrderClosed => "EveryOrderClosed",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this CancelListing value) =>
        value switch
        {
            CancelListing.Complete => "Complete",
            CancelListing.Incomplete => "Incomplete",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this SessionCancelRejectedReason value) =>
        value switch
        {
            SessionCancelRejectedReason.Credentials => "Credentials",
            SessionCancelRejectedReason.MissingRole => "MissingRole",
            SessionCancelRejectedReason.AddressNotAllowed => "AddressNotAllowed",
            SessionCancelRejectedReason.Account => "Account",
            SessionCancelRejectedReason.Malformed => "Malformed",
            SessionCancelRejectedReason.EndpointNotFound => "EndpointNotFound",
            SessionCancelRejectedReason.TermsNotAccepted => "TermsNotAccepted",
            SessionCancelRejectedReason.MarketClosed => "MarketClosed",
            SessionCancelRejectedReason.Nonce => "Nonce",
            SessionCancelRejectedReason.RateLimited => "RateLimited",
            SessionCancelRejectedReason.Other => "Other",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this SessionCancelDeniedReason value) =>
        value switch
        {
            SessionCancelDeniedReason.UnknownSession => "UnknownSession",
            SessionCancelDeniedReason.TooManyPending => "TooManyPending",
            SessionCancelDeniedReason.DeadlineTooLong => "DeadlineTooLong",
            SessionCancelDeniedReason.NoRequestInTime => "NoRequestInTime",
            SessionCancelDeniedReason.NotOnThisNode => "NotOnThisNode",
            SessionCancelDeniedReason.EngineStopping => "EngineStopping",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this SessionCancelUnconfirmedReason value) =>
        value switch
        {
            SessionCancelUnconfirmedReason.NoAnswer => "NoAnswer",
            SessionCancelUnconfirmedReason.ConnectionLost => "ConnectionLost",
            SessionCancelUnconfirmedReason.ExchangeFailed => "ExchangeFailed",
            SessionCancelUnconfirmedReason.ExchangeUnavailable => "ExchangeUnavailable",
            SessionCancelUnconfirmedReason.UnreadableAnswer => "UnreadableAnswer",
            SessionCancelUnconfirmedReason.AnswerTooLong => "AnswerTooLong",
            SessionCancelUnconfirmedReason.NotTheExchange => "NotTheExchange",
            SessionCancelUnconfirmedReason.Unreachable => "Unreachable",
            SessionCancelUnconfirmedReason.SenderFailed => "SenderFailed",
            SessionCancelUnconfirmedReason.EngineStopped => "EngineStopped",
            SessionCancelUnconfirmedReason.NotVerified => "NotVerified",
            SessionCancelUnconfirmedReason.OpenOrdersTooLong => "OpenOrdersTooLong",
            SessionCancelUnconfirmedReason.OpenOrdersUnreadable => "OpenOrdersUnreadable",
            SessionCancelUnconfirmedReason.NodeSilent => "NodeSilent",
            SessionCancelUnconfirmedReason.OrderMayLand => "OrderMayLand",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this AttemptResult value) =>
        value switch
        {
            AttemptResult.Open => "Open",
            AttemptResult.Accepted => "Accepted",
            AttemptResult.NotExecuted => "NotExecuted",
            AttemptResult.Refused => "Refused",
            AttemptResult.NotSent => "NotSent",
            AttemptResult.Unknown => "Unknown",
        };

    /// <summary>What each permission is called, in the order of their values; of one that has no name nothing is said.</summary>
    public static IReadOnlyList<string> NamesOf(KeyPermissions permissions) =>
        [.. Permissions.Where(x => permissions.HasFlag(x.Permission)).Select(x => x.Name)];

    /// <summary>The permissions of these names; of a name that is not known, a newer build's, nothing.</summary>
    public static KeyPermissions PermissionsOf(IEnumerable<string> names) =>
        Permissions
            .Where(x => names.Contains(x.Name))
            .Aggregate(KeyPermissions.None, (all, one) => all | one.Permission);

    private static readonly (KeyPermissions Permission, string Name)[] Permissions =
    [
        (KeyPermissions.Trade, "trade"),
        (KeyPermissions.OrderStatus, "order-status"),
        (KeyPermissions.Audit, "audit"),
        (KeyPermissions.FundManagement, "fund-management"),
    ];
}

namespace RiskEngine.Core;

/// <summary>What the trail calls what nobody else names. A name is for ever; a file pins them.</summary>
internal static class AuditNames
{
    internal static string Name(this KillSwitchRecord record) =>
        record switch
        {
            KillSwitchRecord.Engage => "engage",
            KillSwitchRecord.Reset => "reset",
            KillSwitchRecord.Unknown => "unknown",
            _ => throw ClosedUnion.Unhandled(record),
        };

    /// <summary>What a request is called; of a strategy's own the path alone is kept.</summary>
    internal static string Name(this ExchangeRequest request) =>
        request switch
        {
            ExchangeRequest.CancelSessionOrders => "CancelSessionOrders",
            ExchangeRequest.CancelAccountOrders => "CancelAccountOrders",
            ExchangeRequest.CancelOrder cancel => $"CancelOrder {cancel.Order}",
            ExchangeRequest.ReadOpenOrders => "ReadOpenOrders",
            ExchangeRequest.ReadOrderStatus question => $"ReadOrderStatus {question.Order}",
            ExchangeRequest.ReadOrdersByName question => $"ReadOrdersByName {question.Name}",
            ExchangeRequest.ReadOrderHistory => "ReadOrderHistory",
            ExchangeRequest.ReadRoles => "ReadRoles",
            ExchangeRequest.ReadAccount => "ReadAccount",
            ExchangeRequest.SendHeartbeat => "SendHeartbeat",
            ExchangeRequest.SendPrivate own => $"SendPrivate {own.Endpoint}",
            _ => throw ClosedUnion.Unhandled(request),
        };

    /// <summary>What an answer is called.</summary>
    internal static string Name(this ExchangeAnswer answer) =>
        answer switch
        {
            ExchangeAnswer.CancelAccepted => "CancelAccepted",
            ExchangeAnswer.OpenOrdersRead => "OpenOrdersRead",
            ExchangeAnswer.OrderCancelAccepted => "OrderCancelAccepted",
            ExchangeAnswer.OrderStatusRead => "OrderStatusRead",
            ExchangeAnswer.OrdersByNameRead => "OrdersByNameRead",
            ExchangeAnswer.OrderHistoryRead => "OrderHistoryRead",
            ExchangeAnswer.RolesRead => "RolesRead",
            ExchangeAnswer.AccountRead => "AccountRead",
            ExchangeAnswer.HeartbeatAccepted => "HeartbeatAccepted",
            ExchangeAnswer.PrivateAccepted => "PrivateAccepted",
            ExchangeAnswer.NonceRefused => "NonceRefused",
            ExchangeAnswer.RateLimited => "RateLimited",
            ExchangeAnswer.Refused => "Refused",
            ExchangeAnswer.NotSent => "NotSent",
            ExchangeAnswer.Unknown => "Unknown",
            _ => throw ClosedUnion.Unhandled(answer),
        };

    /// <summary>What the end of a cancel is called.</summary>
    internal static string Name(this SessionCancelOutcome outcome) =>
        outcome switch
        {
            SessionCanceled => "SessionCanceled",
            SessionCancelPartial => "SessionCancelPartial",
            SessionCancelDenied => "SessionCancelDenied",
            SessionCancelRejected => "SessionCancelRejected",
            SessionCancelUnconfirmed => "SessionCancelUnconfirmed",
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    /// <summary>What became of a private request.</summary>
    internal static string Name(this PrivateRequestOutcome outcome) =>
        outcome switch
        {
            PrivateRequestAnswered => "PrivateRequestAnswered",
            PrivateRequestDenied => "PrivateRequestDenied",
            PrivateRequestRejected => "PrivateRequestRejected",
            PrivateRequestUnconfirmed => "PrivateRequestUnconfirmed",
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    /// <summary>What became of a lease.</summary>
    internal static string Name(this NonceLeaseOutcome outcome) =>
        outcome switch
        {
            NonceLeased => "NonceLeased",
            NonceLeaseDenied => "NonceLeaseDenied",
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    /// <summary>What was told of the kill switch.</summary>
    internal static string OfSwitch(object told) =>
        told switch
        {
            KillSwitchEngaged => "KillSwitchEngaged",
            KillSwitchCompleted => "KillSwitchCompleted",
            KillSwitchIncomplete => "KillSwitchIncomplete",
            KillSwitchMatchesNothing => "KillSwitchMatchesNothing",
            KillSwitchEngageDenied => "KillSwitchEngageDenied",
            KillSwitchReset => "KillSwitchReset",
            KillSwitchResetApproved => "KillSwitchResetApproved",
            KillSwitchResetDenied => "KillSwitchResetDenied",
            KillSwitchResetInDoubt => "KillSwitchResetInDoubt",
            _ => throw ClosedUnion.Unhandled(told),
        };

    /// <summary>What the value is called.</summary>
    internal static string Name(this NonceRefusal value) =>
        value switch
        {
            NonceRefusal.NotIncreased => "NotIncreased",
            NonceRefusal.OutsideWindow => "OutsideWindow",
            NonceRefusal.Unspecified => "Unspecified",
        };

    /// <summary>What the value is called.</summary>
    internal static string Name(this RefusedReason value) =>
        value switch
        {
            RefusedReason.Credentials => "Credentials",
            RefusedReason.MissingRole => "MissingRole",
            RefusedReason.AddressNotAllowed => "AddressNotAllowed",
            RefusedReason.Account => "Account",
            RefusedReason.Malformed => "Malformed",
            RefusedReason.EndpointNotFound => "EndpointNotFound",
            RefusedReason.OrderNotFound => "OrderNotFound",
            RefusedReason.InsufficientFunds => "InsufficientFunds",
            RefusedReason.TermsNotAccepted => "TermsNotAccepted",
            RefusedReason.MarketClosed => "MarketClosed",
            RefusedReason.Other => "Other",
        };

    /// <summary>What the value is called.</summary>
    internal static string Name(this OrderStanding value) =>
        value switch
        {
            OrderStanding.Unknown => "Unknown",
            OrderStanding.Live => "Live",
            OrderStanding.Canceled => "Canceled",
            OrderStanding.Filled => "Filled",
            OrderStanding.Closed => "Closed",
        };

    /// <summary>What the value is called.</summary>
    internal static string Name(this Lane value) =>
        value switch
        {
            Lane.Cancel => "Cancel",
            Lane.Order => "Order",
        };

    /// <summary>What the value is called.</summary>
    internal static string Name(this UnknownReason value) =>
        value switch
        {
            UnknownReason.NoAnswer => "NoAnswer",
            UnknownReason.ConnectionLost => "ConnectionLost",
            UnknownReason.ExchangeFailed => "ExchangeFailed",
            UnknownReason.ExchangeUnavailable => "ExchangeUnavailable",
            UnknownReason.UnreadableAnswer => "UnreadableAnswer",
            UnknownReason.AnswerTooLong => "AnswerTooLong",
            UnknownReason.NotTheExchange => "NotTheExchange",
            UnknownReason.SenderFailed => "SenderFailed",
        };

    /// <summary>What the value is called.</summary>
    internal static string Name(this AuditedCommand value) =>
        value switch
        {
            AuditedCommand.CancelSession => "CancelSession",
            AuditedCommand.SubmitPrivateRequest => "SubmitPrivateRequest",
            AuditedCommand.LeaseNonce => "LeaseNonce",
            AuditedCommand.EngageKillSwitch => "EngageKillSwitch",
            AuditedCommand.ResetKillSwitch => "ResetKillSwitch",
            AuditedCommand.StopStrategy => "StopStrategy",
        };
}

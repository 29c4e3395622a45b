using System.Globalization;

namespace RiskEngine.Core;

/// <summary>Which outcomes of a cancel go up the ladder, and what people are told then.</summary>
internal static class CancelEscalation
{
    /// <summary>Why an outcome goes up the ladder, and the words for it; null for those that do not.</summary>
    internal static (EscalationCause Cause, string Detail)? Of(SessionCancelOutcome outcome) =>
        outcome switch
        {
            SessionCancelUnconfirmed unconfirmed => (
                EscalationCause.CancelUnconfirmed,
                $"Session {outcome.Session}: cancel {outcome.Command} is unconfirmed ({unconfirmed.Reason}; {unconfirmed.Said}). "
                    + MayLand(unconfirmed)
                    + $"Not accounted for: {unconfirmed.Unaccounted.Total} orders. Proven: {unconfirmed.Canceled.Total} canceled. "
                    + "Orders may be live: look at the exchange, then cancel again."
            ),
            SessionCancelPartial partial => (
                EscalationCause.CancelPartial,
                $"Session {outcome.Session}: cancel {outcome.Command} left orders. Rejects {partial.Rejects}, open {partial.Open}. "
                    + $"Proven: {partial.Canceled.Total} canceled. Cancel the named orders by hand."
            ),
            SessionCancelRejected rejected => (
                EscalationCause.CancelRejected,
                $"Session {outcome.Session}: the exchange refused cancel {outcome.Command} ({rejected.Reason}; {rejected.Said}). "
                    + "Proven: nothing was canceled. Mend the cause, or cancel with another key."
            ),
            SessionCanceled or SessionCancelDenied => null,
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    /// <summary>Until when an order may come that had left before; empty where none is on its way.</summary>
    private static string MayLand(SessionCancelUnconfirmed outcome) =>
        outcome.OrderMayLandUntil is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"An order sent before may land until {until:u}. ")
            : "";
}

namespace RiskEngine.Core;

/// <summary>What keeps the session from its work without anybody asking: told once when it begins, and shown until it is over.</summary>
/// <param name="Looking">Why the open orders cannot be read; null: they can, as far as is known.</param>
/// <param name="Starting">What the preflight got instead of the exchange's word; null: nothing yet, or it is over.</param>
/// <param name="StartingSince">When that began, on the running clock.</param>
/// <param name="IsStartTold">Whether it has been told.</param>
internal sealed record Troubles(
    SessionTrouble? Looking,
    SessionTrouble? Starting,
    TimeSpan? StartingSince,
    bool IsStartTold
)
{
    internal static readonly Troubles None = new(null, null, null, false);

    internal ValueList<SessionTrouble> Shown => [.. new[] { Starting, Looking }.OfType<SessionTrouble>()];

    /// <summary>Any look tells whether the list can be read, whoever wanted it.</summary>
    internal static void AfterLook(Turn turn, ExchangeAnswer answer)
    {
        if (answer is ExchangeAnswer.OpenOrdersRead { Unreadable: 0 })
            turn.State.Troubles = turn.State.Troubles with { Looking = null };
        if (OfLook(answer) is not { } trouble)
            return;
        var known = turn.State.Troubles.Looking?.Kind;
        turn.State.Troubles = turn.State.Troubles with { Looking = trouble };
        if (known != trouble.Kind)
            turn.Escalate(
                EscalationCause.OpenOrdersUnread,
                $"Session {turn.State.Session}: the open orders cannot be read ({trouble.Kind}; {trouble.Said}). Cancels are sent "
                    + "all the same, and end Unconfirmed where they need a look. "
                    + (
                        trouble.Kind == SessionTroubleKind.OpenOrdersTooLong
                            ? "Raise gemini.max-answer-bytes, or have fewer orders open on the account."
                            : "Look at the exchange's own page."
                    )
            );
    }

    /// <summary>The preflight asked, and got something that it has to ask again after.</summary>
    internal static void NotStarted(Turn turn, ExchangeAnswer answer)
    {
        var before = turn.State.Troubles;
        var since = before.StartingSince ?? turn.Running;
        // As long as a cancel may take: until then it may be a passing matter.
        var isTold = before.IsStartTold || turn.Running - since >= turn.Limits.DefaultDeadline;
        var trouble = new SessionTrouble(SessionTroubleKind.NotStarted, SaidOf(answer));
        turn.State.Troubles = before with { Starting = trouble, StartingSince = since, IsStartTold = isTold };
        if (isTold && !before.IsStartTold)
            turn.Escalate(
                EscalationCause.NotStarted,
                $"Session {turn.State.Session}: the preflight has had no answer of the exchange for {turn.Running - since} "
                    + $"({trouble.Said}). Orders are denied until it has; cancels are tried all the same."
            );
    }

    /// <summary>The preflight is over, one way or the other.</summary>
    internal static void Started(Turn turn) =>
        turn.State.Troubles = None with { Looking = turn.State.Troubles.Looking };

    /// <summary>Why a look could not be read; null: it could, or nothing came that was to be read.</summary>
    internal static SessionTrouble? OfLook(ExchangeAnswer answer) =>
        answer switch
        {
            ExchangeAnswer.OpenOrdersRead { Unreadable: > 0 and var unread } => new SessionTrouble(
                SessionTroubleKind.OpenOrdersUnreadable,
                new ExchangeReason("", $"{unread} of its entries name no order that can be read")
            ),
            ExchangeAnswer.Unknown unknown => KindOf(unknown.Reason) is { } kind
                ? new SessionTrouble(kind, unknown.Said)
                : null,
            // They pass, or stand in the way of every request: it is told elsewhere.
            ExchangeAnswer.OpenOrdersRead
            or ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent => null,
            _ => throw ClosedUnion.Unhandled(answer),
        };

    private static SessionTroubleKind? KindOf(UnknownReason reason) =>
        reason switch
        {
            UnknownReason.AnswerTooLong => SessionTroubleKind.OpenOrdersTooLong,
            UnknownReason.UnreadableAnswer => SessionTroubleKind.OpenOrdersUnreadable,
            UnknownReason.NoAnswer
            or UnknownReason.ConnectionLost
            or UnknownReason.ExchangeFailed
            or UnknownReason.ExchangeUnavailable
            or UnknownReason.NotTheExchange
            or UnknownReason.SenderFailed => null,
        };

    private static ExchangeReason SaidOf(ExchangeAnswer answer) =>
        answer switch
        {
            ExchangeAnswer.NonceRefused x => x.Said,
            ExchangeAnswer.RateLimited x => x.Said,
            ExchangeAnswer.Refused x => x.Said,
            ExchangeAnswer.NotSent x => x.Said,
            ExchangeAnswer.Unknown { Reason: UnknownReason.NoAnswer, Said.Message: "" } => new ExchangeReason(
                "",
                "no answer in time"
            ),
            ExchangeAnswer.Unknown x => x.Said,
            ExchangeAnswer.RolesRead or ExchangeAnswer.OpenOrdersRead => ExchangeReason.None,
            _ => throw ClosedUnion.Unhandled(answer),
        };
}

namespace RiskEngine.Core;

/// <summary>What is said of a message that was passed on: what the node that runs the session said, or how little is known.</summary>
internal static class PassedAnswers
{
    /// <summary>Whether an event answers the message.</summary>
    internal static bool Answers(ISessionMessage message, object said) =>
        message switch
        {
            CancelSession x => said is SessionCancelOutcome y && x.Session == y.Session && x.Id == y.Command,
            SubmitPrivateRequest x => said is PrivateRequestOutcome y && x.Session == y.Session && x.Id == y.Command,
            LeaseNonce x => said is NonceLeaseOutcome y && x.Session == y.Session && x.Id == y.Command,
            GetSessionStatus x => said is SessionStatus or SessionUnknown
                && x.Session == ((ISessionMessage)said).Session,
            GetOutcomeOrders x => said switch
            {
                OutcomeOrders y => x.Session == y.Session && x.Command == y.Command && x.List == y.List,
                OutcomeUnknown y => x.Session == y.Session && x.Command == y.Command,
                _ => false,
            },
            _ => throw ClosedUnion.Unhandled(message),
        };

    /// <summary>Whether a node says that it does not run the session.</summary>
    internal static bool IsElsewhere(object said) =>
        said
            is SessionCancelDenied { Reason: SessionCancelDeniedReason.NotOnThisNode }
                or PrivateRequestDenied { Reason: PrivateRequestDeniedReason.NotOnThisNode }
                or NonceLeaseDenied { Reason: NonceLeaseDeniedReason.NotOnThisNode }
                or SessionUnknown;

    /// <summary>What a node said, unless another may have acted on the message: then "nothing was done" is not known (I7).</summary>
    internal static ISessionMessage Honest(Passed passed, ISessionMessage said, TimeSpan now) =>
        passed.MayHaveActed is not null && said is SessionCancelOutcome outcome && LeftOrdersAlone(outcome)
            ? Unheard(passed, null, now)
            : said;

    /// <summary>Whether an outcome says that the cancel did nothing.</summary>
    private static bool LeftOrdersAlone(SessionCancelOutcome outcome) =>
        outcome switch
        {
            SessionCancelDenied or SessionCancelRejected => true,
            SessionCanceled or SessionCancelPartial or SessionCancelUnconfirmed => false,
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    /// <summary>What is known without an answer: nothing was done, or somebody may have.</summary>
    /// <param name="passed">The message.</param>
    /// <param name="holder">The node that runs the session by the latest word.</param>
    /// <param name="now">The running clock.</param>
    internal static ISessionMessage Unheard(Passed passed, NodeName? holder, TimeSpan now) =>
        (passed.Message, passed.MayHaveActed) switch
        {
            (CancelSession x, { } silent) => new SessionCancelUnconfirmed(
                x.Session,
                x.Id,
                new CancelEffort([], null, now - passed.StartedAt),
                SessionCancelUnconfirmedReason.NodeSilent,
                ExchangeReason.None,
                []
            )
            {
                Node = silent,
            },
            (SubmitPrivateRequest x, { } silent) => new PrivateRequestUnconfirmed(x.Session, x.Id, ExchangeReason.None)
            {
                Node = silent,
            },
            (LeaseNonce x, { } silent) => new NonceLeaseDenied(x.Session, x.Id, NonceLeaseDeniedReason.NodeSilent)
            {
                Node = silent,
            },
            (var message, _) => Denied(message, holder),
        };

    /// <summary>Nothing was done.</summary>
    /// <param name="message">The message.</param>
    /// <param name="holder">The node that runs the session by the latest word.</param>
    internal static ISessionMessage Denied(ISessionMessage message, NodeName? holder) =>
        message switch
        {
            CancelSession x => new SessionCancelDenied(x.Session, x.Id, SessionCancelDeniedReason.NotOnThisNode)
            {
                Node = holder,
            },
            SubmitPrivateRequest x => new PrivateRequestDenied(
                x.Session,
                x.Id,
                PrivateRequestDeniedReason.NotOnThisNode
            )
            {
                Node = holder,
            },
            LeaseNonce x => new NonceLeaseDenied(x.Session, x.Id, NonceLeaseDeniedReason.NotOnThisNode)
            {
                Node = holder,
            },
            GetSessionStatus => new SessionUnknown(message.Session) { Node = holder },
            GetOutcomeOrders x => new OutcomeUnknown(x.Session, x.Command),
            _ => throw ClosedUnion.Unhandled(message),
        };

    /// <summary>Nobody has such a session.</summary>
    internal static ISessionMessage Unknown(ISessionMessage message) =>
        message switch
        {
            CancelSession x => new SessionCancelDenied(x.Session, x.Id, SessionCancelDeniedReason.UnknownSession),
            SubmitPrivateRequest x => new PrivateRequestDenied(
                x.Session,
                x.Id,
                PrivateRequestDeniedReason.UnknownSession
            ),
            LeaseNonce x => new NonceLeaseDenied(x.Session, x.Id, NonceLeaseDeniedReason.UnknownSession),
            GetSessionStatus => new SessionUnknown(message.Session),
            GetOutcomeOrders x => new OutcomeUnknown(x.Session, x.Command),
            _ => throw ClosedUnion.Unhandled(message),
        };

    /// <summary>As many wait as may.</summary>
    internal static ISessionMessage TooMany(ISessionMessage message, NodeName? holder) =>
        message switch
        {
            CancelSession x => new SessionCancelDenied(x.Session, x.Id, SessionCancelDeniedReason.TooManyPending),
            SubmitPrivateRequest x => new PrivateRequestDenied(x.Session, x.Id, PrivateRequestDeniedReason.QueueFull),
            LeaseNonce or GetSessionStatus or GetOutcomeOrders => Denied(message, holder),
            _ => throw ClosedUnion.Unhandled(message),
        };
}

namespace RiskEngine.Client;

/// <summary>What each message is called between processes. A name is for ever: its bytes are pinned by a test.</summary>
/// <remarks>
/// Readers before writers: a node skips what it does not know inside a message, so a member may be added at any time.
/// A change that an older node would misread gets a name of its own (<c>/2</c>); it is read for a release before
/// anybody writes it, and the old one is read for as long as there are nodes that write it.
/// </remarks>
internal static class Manifests
{
    internal static readonly IReadOnlyDictionary<string, Type> Protocol = new Dictionary<string, Type>
    {
        ["cancel-session/1"] = typeof(CancelSession),
        ["session-canceled/1"] = typeof(SessionCanceled),
        ["session-cancel-partial/1"] = typeof(SessionCancelPartial),
        ["session-cancel-denied/1"] = typeof(SessionCancelDenied),
        ["session-cancel-rejected/1"] = typeof(SessionCancelRejected),
        ["session-cancel-unconfirmed/1"] = typeof(SessionCancelUnconfirmed),
        ["get-outcome-orders/1"] = typeof(GetOutcomeOrders),
        ["outcome-orders/1"] = typeof(OutcomeOrders),
        ["outcome-unknown/1"] = typeof(OutcomeUnknown),
        ["late-acceptance/1"] = typeof(LateAcceptance),
        ["late-order/1"] = typeof(LateOrder),
        ["submit-private-request/1"] = typeof(SubmitPrivateRequest),
        ["private-request-answered/1"] = typeof(PrivateRequestAnswered),
        ["private-request-denied/1"] = typeof(PrivateRequestDenied),
        ["private-request-rejected/1"] = typeof(PrivateRequestRejected),
        ["private-request-unconfirmed/1"] = typeof(PrivateRequestUnconfirmed),
        ["lease-nonce/1"] = typeof(LeaseNonce),
        ["nonce-leased/1"] = typeof(NonceLeased),
        ["nonce-lease-denied/1"] = typeof(NonceLeaseDenied),
        ["register-strategy/1"] = typeof(RegisterStrategy),
        ["unregister-strategy/1"] = typeof(UnregisterStrategy),
        ["strategy-alive/1"] = typeof(StrategyAlive),
        ["strategy-watched/1"] = typeof(StrategyWatched),
        ["strategy-lost/1"] = typeof(StrategyLost),
        ["strategy-gate/1"] = typeof(StrategyGate),
        ["clock-skewed/1"] = typeof(ClockSkewed),
        ["answer-clock-doubted/1"] = typeof(AnswerClockDoubted),
        ["nonce-unit-wrong/1"] = typeof(NonceUnitWrong),
        ["get-session-status/1"] = typeof(GetSessionStatus),
        ["session-status/1"] = typeof(SessionStatus),
        ["session-unknown/1"] = typeof(SessionUnknown),
        ["session-gate/1"] = typeof(SessionGate),
        ["session-state-changed/1"] = typeof(SessionStateChanged),
        ["session-escalated/1"] = typeof(SessionEscalated),
        ["escalation-step-taken/1"] = typeof(EscalationStepTaken),
        ["account-cancel-ended/1"] = typeof(AccountCancelEnded),
        ["engage-kill-switch/1"] = typeof(EngageKillSwitch),
        ["kill-switch-engaged/1"] = typeof(KillSwitchEngaged),
        ["kill-switch-engage-denied/1"] = typeof(KillSwitchEngageDenied),
        ["kill-switch-stored/1"] = typeof(KillSwitchStored),
        ["kill-switch-applied/1"] = typeof(KillSwitchApplied),
        ["kill-switch-progress/1"] = typeof(KillSwitchProgress),
        ["kill-switch-completed/1"] = typeof(KillSwitchCompleted),
        ["kill-switch-incomplete/1"] = typeof(KillSwitchIncomplete),
        ["kill-switch-matches-nothing/1"] = typeof(KillSwitchMatchesNothing),
        ["reset-kill-switch/1"] = typeof(ResetKillSwitch),
        ["kill-switch-reset/1"] = typeof(KillSwitchReset),
        ["kill-switch-reset-approved/1"] = typeof(KillSwitchResetApproved),
        ["kill-switch-reset-denied/1"] = typeof(KillSwitchResetDenied),
        ["kill-switch-reset-in-doubt/1"] = typeof(KillSwitchResetInDoubt),
        ["get-kill-switch/1"] = typeof(GetKillSwitch),
        ["kill-switch-status/1"] = typeof(KillSwitchStatus),
        ["unknown-message/1"] = typeof(UnknownMessage),
    };
}

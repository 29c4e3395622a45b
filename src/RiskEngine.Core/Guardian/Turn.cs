namespace RiskEngine.Core;

/// <summary>One decision in the making: the state as it changes, and the effects as they are decided.</summary>
internal sealed class Turn(GuardianState state, Moment now)
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromDays(1);

    private readonly List<GuardianEffect> _effects = [];
    private List<GuardianEffect.Escalate>? _escalations;

    /// <summary>What the guardian knows at this point of the turn: a copy of the turn's own, so the rules write to it.</summary>
    internal GuardianState State { get; } = state with { };

    internal GuardianLimits Limits => State.Limits;

    internal Moment Now => now;

    internal TimeSpan Running => now.Running;

    internal void Add(GuardianEffect effect) => _effects.Add(effect);

    /// <summary>Raises the matter once a decision and cause, after every answer.</summary>
    internal void Escalate(EscalationCause cause, string detail)
    {
        _escalations ??= [];
        if (_escalations.All(already => already.Event.Cause != cause))
            _escalations.Add(new GuardianEffect.Escalate(new SessionEscalated(State.Session, cause, detail)));
    }

    /// <summary>Asks for the next nonce; one that is given counts as a request.</summary>
    internal NonceGrant Mint(Lane lane, bool leavesSome = false)
    {
        var grant = State.Nonces.Mint(State.Clock.At(now), lane, leavesSome);
        if (grant is NonceGrant.Minted minted)
        {
            State.Nonces = minted.After;
            State.Budget = State.Budget.Take(Running);
        }

        return grant;
    }

    /// <summary>Sends a request with a nonce of its own.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="request">The request.</param>
    /// <param name="for">The command that wants it; null: none of a strategy does.</param>
    /// <param name="paced">What it is to the shared budgets, which allow it to leave; null: it waits for none.</param>
    /// <returns>The request that left, or the time after which a nonce can be had.</returns>
    internal Dispatch Send(
        Lane lane,
        ExchangeRequest request,
        SubmitPrivateRequest? @for = null,
        HeldRequestKind? paced = null
    )
    {
        var grant = Mint(lane, leavesSome: !CancelsAll(request));
        switch (grant)
        {
            case NonceGrant.Minted minted:
                var attempt = new AttemptId(State.LastAttempt.Value + 1);
                var outbound = new OutboundRequest(attempt, minted.Nonce, lane, request);
                State.LastAttempt = attempt;
                if (lane == Lane.Cancel)
                    State.CancelLaneUsedAt = Running;
                State.Open = State.Open.Add(new OpenAttempt(outbound, Running, @for));
                if (paced is { } kind)
                    Pacing.Use(this, kind);
                Add(new GuardianEffect.Send(outbound) { HasSlot = paced is not null });
                return new Dispatch.Left(outbound);
            case NonceGrant.Exhausted exhausted:
                // A nonce that leads by ages is not waited for, and no sum with it overflows.
                return new Dispatch.Held(exhausted.RetryAfter < LongestHold ? exhausted.RetryAfter : LongestHold);
            default:
                throw ClosedUnion.Unhandled(grant);
        }
    }

    internal void Enter(SessionState standing)
    {
        var before = State.State;
        State.Standing = standing;
        TellIfChanged(before);
    }

    internal void EnterSwitch(KillSwitchState known)
    {
        var before = State.State;
        State.Switch = known;
        TellIfChanged(before);
    }

    internal Backoff AfterFailure(Backoff retry) => retry.AfterFailure(Running, Limits, NextFraction());

    /// <summary>The wait after an answer that did not do what was asked.</summary>
    internal Backoff After(Backoff retry, ExchangeAnswer answer) =>
        PauseOf(answer) is { } pause
            ? retry.AfterRateLimit(Running, pause.Length, Limits, NextFraction())
            : AfterFailure(retry);

    /// <summary>Whoever asks for a pause gets it, the exchange or a front.</summary>
    internal void DrainBudget(ExchangeAnswer answer)
    {
        if (PauseOf(answer) is not { } asked)
            return;
        var pause = asked.Length ?? Limits.RateLimitPause;
        State.Budget = State.Budget.Drain(Running, pause < Limits.LongestDeadline ? pause : Limits.LongestDeadline);
    }

    internal GuardianDecision End(TimeSpan? wakeAt)
    {
        if (_escalations is not null)
            _effects.AddRange(_escalations);
        return new GuardianDecision(State, _effects, wakeAt);
    }

    private static bool CancelsAll(ExchangeRequest request) =>
        request switch
        {
            ExchangeRequest.CancelSessionOrders or ExchangeRequest.CancelAccountOrders => true,
            ExchangeRequest.CancelOrder
            or ExchangeRequest.ReadOpenOrders
            or ExchangeRequest.ReadOrderStatus
            or ExchangeRequest.ReadOrdersByName
            or ExchangeRequest.ReadOrderHistory
            or ExchangeRequest.ReadRoles
            or ExchangeRequest.ReadAccount
            or ExchangeRequest.SendHeartbeat
            or ExchangeRequest.SendPrivate => false,
            _ => throw ClosedUnion.Unhandled(request),
        };

    private static Pause? PauseOf(ExchangeAnswer answer) =>
        answer switch
        {
            ExchangeAnswer.RateLimited limited => new Pause(limited.RetryAfter),
            ExchangeAnswer.Unknown unknown => unknown.Pause,
            ExchangeAnswer.CancelAccepted
            or ExchangeAnswer.OpenOrdersRead
            or ExchangeAnswer.OrderCancelAccepted
            or ExchangeAnswer.OrderStatusRead
            or ExchangeAnswer.OrdersByNameRead
            or ExchangeAnswer.OrderHistoryRead
            or ExchangeAnswer.RolesRead
            or ExchangeAnswer.AccountRead
            or ExchangeAnswer.HeartbeatAccepted
            or ExchangeAnswer.PrivateAccepted
            or ExchangeAnswer.NonceRefused
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent => null,
            _ => throw ClosedUnion.Unhandled(answer),
        };

    private void TellIfChanged(SessionState before)
    {
        if (State.State != before)
            Add(new GuardianEffect.Publish(new SessionStateChanged(State.Session, before, State.State)));
    }

    private double NextFraction()
    {
        var (fraction, after) = State.Jitter.Next();
        State.Jitter = after;
        return fraction;
    }

    /// <summary>What trying to send came to.</summary>
    internal abstract record Dispatch
    {
        private Dispatch() { }

        internal sealed record Left(OutboundRequest Request) : Dispatch;

        internal sealed record Held(TimeSpan RetryAfter) : Dispatch;
    }
}

namespace RiskEngine.Core;

/// <summary>What a node of a cluster decides, as a pure function.</summary>
/// <remarks>
/// <code>
///  round ── not joined ──► Join ·  joined ──► Beat, ReadLeases, Renew what is held
///      │
///      │ who lives, who holds ──► Placement ── ours and free ──► Acquire ── Granted ──► Start
///      │                                    └─ another's, ours by lease ──► HandOver (unless busy) ──► Release
///      │ a renewal leaves a lease out ──► FenceOut, nothing is given back
///      │ another process has the name ──► everything is handed over, NameTaken
///      └ nothing heard for coordination-loss-limit ──► CoordinationLost ── heard again, for a while ──► CoordinationBack
/// </code>
/// A guardian is started by a granted lease alone, and a lease is given back only when its guardian is gone (I9). One that
/// was not given back is taken over only after <see cref="LeaseWatch"/> has seen its end.
/// </remarks>
public static class PlacingRules
{
    /// <summary>Decides what one input means.</summary>
    /// <param name="state">What the node knows; the last decision's state.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">When, on the running clock; never before the last call's.</param>
    public static PlacingDecision Decide(PlacingState state, PlacingInput input, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        var turn = new PlacingTurn(state, now);
        switch (input)
        {
            case PlacingInput.Woke:
                break;
            case PlacingInput.JoinEnded ended:
                Joined(turn, ended.Answer);
                break;
            case PlacingInput.BeatEnded ended:
                Beaten(turn, ended.Answer);
                break;
            case PlacingInput.ReadEnded ended:
                Read(turn, ended.Answer);
                break;
            case PlacingInput.AcquireEnded ended:
                Acquired(turn, ended.Session, ended.Answer);
                break;
            case PlacingInput.RenewEnded ended:
                Renewed(turn, ended.Asked, ended.Answer);
                break;
            case PlacingInput.GuardianStopped stopped:
                Stopped(turn, stopped.Lease);
                break;
            case PlacingInput.GuardianBusy busy:
                turn.Become(busy.Session, PlacingState.SeatPhase.HandingOver, PlacingState.SeatPhase.Running);
                break;
            case PlacingInput.Stopping:
                turn.State = turn.State with { Is = PlacingState.Standing.Leaving };
                HandOverAll(turn);
                break;
            default:
                throw ClosedUnion.Unhandled(input);
        }

        Round(turn);
        turn.NoticeSilence();
        return turn.End();
    }

    private static void Round(PlacingTurn turn)
    {
        if (turn.Now < turn.State.RoundAt)
            return;
        turn.State = turn.State with { RoundAt = turn.Now + turn.State.Limits.RoundEvery };
        switch (turn.State)
        {
            case { Is: PlacingState.Standing.Joining }:
                turn.Ask(new PlacingState.Asked.ToJoin(), new PlacingEffect.Join());
                // To be let in may take longer than the store may be silent.
                AskWhoHolds(turn);
                return;
            case { Is: PlacingState.Standing.Member, Membership: { } membership }:
                turn.Ask(new PlacingState.Asked.WhoLives(), new PlacingEffect.Beat(membership));
                AskWhoHolds(turn);
                break;
            case { Is: PlacingState.Standing.Replaced or PlacingState.Standing.Leaving }:
                break;
            default:
                throw ClosedUnion.Unhandled(turn.State.Is);
        }

        var leases = turn.State.Seats.Values.Where(x => x.Phase != PlacingState.SeatPhase.FencedOut);
        if (leases.Select(x => x.Lease).ToValueList() is { Count: > 0 } held)
            turn.Ask(new PlacingState.Asked.ToGoOn(), new PlacingEffect.Renew(held));
    }

    private static void AskWhoHolds(PlacingTurn turn)
    {
        if (turn.Ask(new PlacingState.Asked.WhoHolds(), new PlacingEffect.ReadLeases()))
            turn.State = turn.State with { ReadAskedAt = turn.Now };
    }

    private static void Joined(PlacingTurn turn, RosterJoin answer)
    {
        // Who lives may be known without the store that grants: that alone says whether it is there.
        turn.Answered(new PlacingState.Asked.ToJoin(), wasHeard: false);
        if (answer is not RosterJoin.Joined { Membership: var membership })
            return;
        turn.State = turn.State with { Membership = membership };
        if (turn.State.Is == PlacingState.Standing.Leaving)
            turn.Add(new PlacingEffect.Leave(membership));
        else
            turn.State = turn.State with { Is = PlacingState.Standing.Member, RoundAt = turn.Now };
    }

    private static void Beaten(PlacingTurn turn, RosterBeat answer)
    {
        turn.Answered(new PlacingState.Asked.WhoLives(), wasHeard: false);
        switch (answer)
        {
            case RosterBeat.Heard heard:
                turn.State = turn.State with { Live = heard.Live };
                Place(turn);
                break;
            case RosterBeat.Replaced when turn.State.Is == PlacingState.Standing.Member:
                turn.State = turn.State with { Is = PlacingState.Standing.Replaced };
                turn.Add(new PlacingEffect.NameTaken());
                HandOverAll(turn);
                break;
            case RosterBeat.Replaced or RosterBeat.Failed:
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static void Read(PlacingTurn turn, LeasesReading answer)
    {
        turn.Answered(new PlacingState.Asked.WhoHolds(), answer is LeasesReading.Known);
        var (state, limits) = (turn.State, turn.State.Limits);
        turn.State = state with
        {
            Watch = answer is LeasesReading.Known known
                ? LeaseWatch.After(state.Watch, known.Leases, state.ReadAskedAt, turn.Now, limits)
                : null,
        };
        Place(turn);
    }

    private static void Place(PlacingTurn turn)
    {
        var state = turn.State;
        if (state is not { Is: PlacingState.Standing.Member, Live: { } live, Watch: { } watch })
            return;
        var holders = watch.Holders(state.Limits);
        turn.Add(new PlacingEffect.ViewChanged(live, holders));
        foreach (var (session, node) in Placement.Of(live, holders))
        {
            var isHere = turn.Seat(session) is not null;
            if (node == state.Node.Name && !isHere && !holders.Any(x => x.Session == session))
                turn.Ask(
                    new PlacingState.Asked.For(session),
                    new PlacingEffect.Acquire(session, watch.Ended(session, state.Limits))
                );
            // Another node's by placement, and ours by a lease that the reading already shows: not one just granted.
            else if (node != state.Node.Name && isHere && holders.Any(x => x.Session == session && IsOurs(x)))
                turn.HandOver(session, evenIfBusy: false);
        }

        bool IsOurs(SessionHolder holder) =>
            turn.Seat(holder.Session) is { } seat && holder.Node == state.Node.Name && holder.Token == seat.Lease.Token;
    }

    private static void Acquired(PlacingTurn turn, SessionKey session, LeaseAcquisition answer)
    {
        switch (answer)
        {
            case LeaseAcquisition.Granted { Lease: var lease }:
                turn.Answered(new PlacingState.Asked.For(session), true);
                Granted(turn, session, lease);
                break;
            case LeaseAcquisition.Taken:
                turn.Answered(new PlacingState.Asked.For(session), true);
                break;
            case LeaseAcquisition.Failed:
                turn.Answered(new PlacingState.Asked.For(session), false);
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static void Granted(PlacingTurn turn, SessionKey session, SessionLease lease)
    {
        // An answer that comes late may bring a lease that another node has had since.
        var isFresh = lease.HoldsAt(turn.Now);
        if (isFresh && turn.State.Is == PlacingState.Standing.Member && turn.Seat(session) is null)
        {
            turn.Put(new PlacingState.Seat(lease, PlacingState.SeatPhase.Running));
            turn.Add(new PlacingEffect.Start(lease));
        }
        else
            turn.Add(new PlacingEffect.Release(lease));
    }

    private static void Renewed(PlacingTurn turn, ValueList<SessionLease> asked, LeaseRenewal answer)
    {
        turn.Answered(new PlacingState.Asked.ToGoOn(), answer is LeaseRenewal.Answered);
        if (answer is not LeaseRenewal.Answered { Leases: var renewed })
            return;
        foreach (var before in asked)
        {
            if (turn.Seat(before.Session) is not { } seat || seat.Lease.Token != before.Token)
                continue;
            if (renewed.FirstOrDefault(x => x.Session == before.Session) is { } lease)
            {
                turn.Put(seat with { Lease = lease });
                turn.Add(new PlacingEffect.Keep(lease));
            }
            else if (seat.Phase != PlacingState.SeatPhase.FencedOut)
            {
                turn.Put(seat with { Phase = PlacingState.SeatPhase.FencedOut });
                turn.Add(new PlacingEffect.FenceOut(seat.Lease));
            }
        }
    }

    private static void Stopped(PlacingTurn turn, SessionLease lease)
    {
        if (turn.Seat(lease.Session) is not { } seat || seat.Lease.Token != lease.Token)
            return;
        turn.Clear(lease.Session);
        if (seat.Phase != PlacingState.SeatPhase.FencedOut)
            turn.Add(new PlacingEffect.Release(seat.Lease));
        LeaveIfDone(turn);
    }

    private static void HandOverAll(PlacingTurn turn)
    {
        foreach (var seat in turn.State.Seats.Values)
            turn.HandOver(seat.Lease.Session, evenIfBusy: true);
        LeaveIfDone(turn);
    }

    private static void LeaveIfDone(PlacingTurn turn)
    {
        if (turn.State is { Is: PlacingState.Standing.Leaving, Membership: { } membership, Seats.Count: 0 })
            turn.Add(new PlacingEffect.Leave(membership));
    }
}

namespace RiskEngine.Core;

/// <summary>One decision of a node in the making.</summary>
internal sealed class PlacingTurn(PlacingState state, TimeSpan now)
{
    private readonly List<PlacingEffect> _effects = [];

    internal PlacingState State { get; set; } = state;

    internal TimeSpan Now => now;

    internal void Add(PlacingEffect effect) => _effects.Add(effect);

    internal PlacingState.Seat? Seat(SessionKey session) => State.Seats.GetValueOrDefault($"{session}");

    internal void Put(PlacingState.Seat seat) =>
        State = State with { Seats = State.Seats.SetItem($"{seat.Lease.Session}", seat) };

    internal void Clear(SessionKey session) => State = State with { Seats = State.Seats.Remove($"{session}") };

    internal void Become(SessionKey session, PlacingState.SeatPhase from, PlacingState.SeatPhase to)
    {
        if (Seat(session) is { } seat && seat.Phase == from)
            Put(seat with { Phase = to });
    }

    /// <summary>Asks the store, unless it still owes an answer to the same question.</summary>
    /// <returns>Whether it was asked.</returns>
    internal bool Ask(PlacingState.Asked question, PlacingEffect effect)
    {
        if (State.Pending.Contains(question))
            return false;
        State = State with { Pending = State.Pending.Add(question) };
        Add(effect);
        return true;
    }

    internal void Answered(PlacingState.Asked question, bool wasHeard)
    {
        State = State with { Pending = State.Pending.Remove(question) };
        if (!wasHeard)
            return;
        State = State with
        {
            HeardAt = now,
            BackAt = State.IsLost ? State.BackAt ?? now + State.Limits.SettleFor : null,
        };
    }

    internal void HandOver(SessionKey session, bool evenIfBusy)
    {
        if (Seat(session) is not { } seat || !IsToGo(seat.Phase))
            return;
        Put(seat with { Phase = PlacingState.SeatPhase.HandingOver });
        Add(new PlacingEffect.HandOver(seat.Lease, evenIfBusy));

        bool IsToGo(PlacingState.SeatPhase phase) =>
            phase switch
            {
                PlacingState.SeatPhase.Running => true,
                PlacingState.SeatPhase.HandingOver => evenIfBusy,
                PlacingState.SeatPhase.FencedOut => false,
            };
    }

    internal void NoticeSilence()
    {
        if (now >= SilentAt)
        {
            if (!State.IsLost)
                Add(new PlacingEffect.CoordinationLost());
            State = State with { IsLost = true, BackAt = null };
        }
        else if (State.IsLost && State.BackAt <= now)
        {
            State = State with { IsLost = false, BackAt = null };
            Add(new PlacingEffect.CoordinationBack());
        }
    }

    internal PlacingDecision End()
    {
        var wakeAt = State.RoundAt;
        if (!State.IsLost && SilentAt < wakeAt)
            wakeAt = SilentAt;
        if (State.BackAt < wakeAt)
            wakeAt = State.BackAt.Value;
        return new PlacingDecision(State, _effects.ToValueList(), wakeAt);
    }

    /// <summary>When the store will have been silent for too long.</summary>
    private TimeSpan SilentAt => State.HeardAt + State.Limits.CoordinationLossLimit;
}

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
    internal void Ask(PlacingState.Asked question, PlacingEffect effect)
    {
        if (State.Pending.Contains(question))
            return;
        State = State with { Pending = State.Pending.Add(question) };
        Add(effect);
    }

    internal void Answered(PlacingState.Asked question, bool wasHeard)
    {
        State = State with { Pending = State.Pending.Remove(question) };
        if (!wasHeard)
            return;
        State = State with { HeardAt = now };
        if (!State.IsLost)
            return;
        State = State with { IsLost = false };
        Add(new PlacingEffect.CoordinationBack());
    }

    internal void HandOver(SessionKey session, bool evenIfBusy)
    {
        if (Seat(session) is not { Phase: not PlacingState.SeatPhase.FencedOut } seat)
            return;
        if (seat.Phase == PlacingState.SeatPhase.HandingOver && !evenIfBusy)
            return;
        Put(seat with { Phase = PlacingState.SeatPhase.HandingOver });
        Add(new PlacingEffect.HandOver(seat.Lease, evenIfBusy));
    }

    internal void NoticeSilence()
    {
        if (State.IsLost || now < State.HeardAt + State.Limits.CoordinationLossLimit)
            return;
        State = State with { IsLost = true };
        Add(new PlacingEffect.CoordinationLost());
    }

    internal PlacingDecision End()
    {
        var silence = State.HeardAt + State.Limits.CoordinationLossLimit;
        return new PlacingDecision(
            State,
            _effects.ToValueList(),
            State.IsLost || State.RoundAt < silence ? State.RoundAt : silence
        );
    }
}

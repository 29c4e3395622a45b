namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What counts failures in one process, and engages by itself.</summary>
internal sealed class DeskTrips(DeskWorld world, int process, Action<EngageKillSwitch> engage)
{
    private readonly HashSet<SessionKey> _failed = [];
    private TripState _state = TripState.Initial;
    private TimeSpan? _wakeAt;
    private int _tripped;

    internal void Failed(SessionKey session)
    {
        _failed.Add(session);
        Signal(new TripSignal.GuardianFailed(session));
    }

    internal void Signal(TripSignal signal)
    {
        var decision = Decide(_state, signal, world.Now);
        _state = decision.State;
        if (decision.WakeAt is { } at && at != _wakeAt)
            world.At(
                at,
                () =>
                {
                    if (_wakeAt == at)
                        Signal(new TripSignal.Woke());
                }
            );
        _wakeAt = decision.WakeAt;
        if (decision.Trip is { } trip)
            engage(
                new EngageKillSwitch(trip.Scope, new CommandId($"trip-{process}-{++_tripped}"), trip.Cause, trip.Reason)
            );
    }

    /// <summary>What failed, was engaged for it and was reset engages again when it fails again.</summary>
    internal void TripAgain(SwitchState known, IReadOnlyDictionary<SessionKey, DeskGuardian> guardians)
    {
        if (known.Switch is KillSwitchState.Unreadable)
            return;
        var held = known.History.Holding(known.Approvals).Select(x => x.Scope).ToHashSet();
        var countsMuch = world.Plan.CountsMuch;
        foreach (var session in _failed.Where(x => !held.Contains(new KillSwitchScope.Session(x))))
        {
            world.Laws.Book.Holds(
                DeskLaw.WhoeverTripsCanTripAgain,
                FailsAgain(session, countsMuch),
                $"{session} fails again after its reset, and nothing is engaged"
            );
            countsMuch = false;
        }

        if (world.Plan.Trips.ClockSkew is null)
            return;
        foreach (var (session, guardian) in guardians)
            if (guardian.HeardAt > DeskWorld.LastAsked)
                world.Laws.Book.Holds(
                    DeskLaw.WhoeverTripsCanTripAgain,
                    held.Contains(new KillSwitchScope.Session(session)),
                    $"the exchange's clock is {world.Plan.ExchangeSkew} ahead of {session}, and nothing is engaged"
                );
    }

    /// <summary>As many failures as are too many; where so much is to be counted, with other things after the first.</summary>
    private bool FailsAgain(SessionKey session, bool countsMuch)
    {
        var (state, trips) = (_state, false);
        for (var i = 0; i < world.Plan.Trips.GuardianFailures!.Most; i++)
        {
            var decision = Decide(state, new TripSignal.GuardianFailed(session), world.Now);
            trips |= decision.Trip is not null;
            state = decision.State;
            if (i == 0 && countsMuch)
                state = AfterManyOrders(session, state);
        }

        return trips;
    }

    private TripState AfterManyOrders(SessionKey session, TripState state)
    {
        for (var number = 0; number <= TripState.MostCounted; number++)
            state = Decide(
                state,
                new TripSignal.OrderAsked(
                    new SubmitPrivateRequest(
                        session,
                        new CommandId($"order-{number}"),
                        new StrategyId("quoter"),
                        new PrivateEndpoint("/v1/order/new"),
                        new RequestFields([new RequestField.Text("price", $"{number}")])
                    )
                ),
                world.Now + Given.Ms(1)
            ).State;
        return state;
    }

    private TripDecision Decide(TripState state, TripSignal signal, TimeSpan now)
    {
        try
        {
            return world.Planted.Trips(world.Plan.Trips, state, signal, now);
        }
        catch (Exception thrown)
        {
            throw new DeskLawBroken(DeskLaw.NoInputThrows, $"{signal} threw {thrown}");
        }
    }
}

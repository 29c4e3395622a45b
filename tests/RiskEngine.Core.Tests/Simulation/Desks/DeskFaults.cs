using System.Collections.Immutable;

namespace RiskEngine.Core.Tests.Simulation;

internal sealed partial record DeskFault
{
    /// <summary>Every mend of the cases (D2 to D18) that a desk can show, and every law at least once.</summary>
    internal static readonly ImmutableArray<DeskFault> All =
    [
        new("an engagement is looked at when something happens, and not by time", DeskLaw.OneAnswerInTime)
        {
            Switch = (state, input, now) =>
                input is SwitchInput.Woke
                    ? new SwitchDecision(state, [], null)
                    : SwitchConductor.Decide(state, input, now),
        },
        new("a guardian that ends answers nobody", DeskLaw.OneAnswerInTime)
        {
            Guardian = (state, input, now) =>
                input is GuardianInput.Stopping or GuardianInput.SenderLost
                    ? Without<GuardianEffect.AnswerCancel>(GuardianRules.Decide(state, input, now))
                    : GuardianRules.Decide(state, input, now),
        },
        new("a cancel rests on the request that is out when it comes", DeskLaw.RestsOnALaterRequest)
        {
            Guardian = (state, input, now) => JoinWhatIsOut(GuardianRules.Decide(state, input, now)),
        },
        new("the mark of used nonces is lost in a crash", DeskLaw.NoncesRiseOverCrashes) { Mark = _ => null },
        new("a guardian does not hear that it is stopped", DeskLaw.NothingLeavesWhileToldEngaged)
        {
            Guardian = (state, input, now) =>
                GuardianRules.Decide(
                    state,
                    input is GuardianInput.GateSet ? new GuardianInput.GateSet(KillSwitchState.Clear.Instance) : input,
                    now
                ),
        },
        new("a nonce is given to whoever asks for one", DeskLaw.NothingLeavesWhileToldEngaged)
        {
            Guardian = (state, input, now) =>
            {
                if (input is not GuardianInput.NonceRequested)
                    return GuardianRules.Decide(state, input, now);
                var gate = state.Switch;
                var decision = GuardianRules.Decide(state with { Switch = KillSwitchState.Clear.Instance }, input, now);
                return decision with { State = decision.State with { Switch = gate } };
            },
        },
        new("a node that is cut off opens with the first log that it reads", DeskLaw.NothingLeavesWhileToldEngaged)
        {
            Switch = (state, input, now) =>
                SwitchConductor.Decide(
                    input is SwitchInput.LogRead ? state with { IsCutOff = false } : state,
                    input,
                    now
                ),
        },
        new("D2: a reset clears all epochs up to the one that it names", DeskLaw.NothingIsClearedUnseen)
        {
            Switch = (state, input, now) =>
                SwitchConductor.Decide(
                    state,
                    input is SwitchInput.ResetAsked asked
                        ? new SwitchInput.ResetAsked(UpTo(asked.Command, state.History))
                        : input,
                    now
                ),
        },
        new("D3: a write whose answer was lost counts as not done", DeskLaw.NobodyIsDeniedWhatHappens)
        {
            Switch = (state, input, now) =>
                SwitchConductor.Decide(
                    state,
                    input
                        is SwitchInput.Stored
                        {
                            Result: KillSwitchAppend.Failed { Failure.Fault: StoreFault.Interrupted }
                        } lost
                        ? lost with
                        {
                            Result = new KillSwitchAppend.Failed(
                                new StoreFailure(StoreFault.Unavailable, "no way to it")
                            ),
                        }
                        : input,
                    now
                ),
        },
        new("a cancel counts as proven when it was sent", DeskLaw.CompletedMeansNoOpenOrders)
        {
            Switch = (state, input, now) =>
                SwitchConductor.Decide(
                    state,
                    input is SwitchInput.CancelEnded ended
                        ? new SwitchInput.CancelEnded(AsProven(ended.Outcome))
                        : input,
                    now
                ),
        },
        new("a session is in an account only by its own name for it", DeskLaw.CompletedMeansNoOpenOrders)
        {
            Switch = (state, input, now) => OnlyByName(SwitchConductor.Decide(state, input, now)),
        },
        new("D11: what matches nothing is completed", DeskLaw.CompletedMeansNoOpenOrders)
        {
            Switch = (state, input, now) => CompleteWhatMatchesNothing(SwitchConductor.Decide(state, input, now)),
        },
        new("D14: a proof outlives the node's right to run the session", DeskLaw.CompletedMeansNoOpenOrders)
        {
            Switch = (state, input, now) => KeepProofs(state, input, SwitchConductor.Decide(state, input, now)),
        },
        new("D4: only the node that was asked for a reset tells its counters of it", DeskLaw.WhoeverTripsCanTripAgain)
        {
            Switch = (state, input, now) =>
            {
                var decision = SwitchConductor.Decide(state, input, now);
                return decision with
                {
                    Effects = decision
                        .Effects.Where(x =>
                            x is not SwitchEffect.Publish { Event: KillSwitchChanged { IsLearned: true } }
                        )
                        .ToValueList(),
                };
            },
        },
        new("D7: a skew is told once", DeskLaw.WhoeverTripsCanTripAgain)
        {
            Trips = (limits, state, signal, now) =>
                signal is TripSignal.WasReset reset
                    ? KeepTripped(TripRules.Decide(limits, state, signal, now), state, "clock-skew", reset.Scope)
                    : TripRules.Decide(limits, state, signal, now),
        },
        new("D12: so many are counted of all causes together", DeskLaw.WhoeverTripsCanTripAgain)
        {
            Trips = (limits, state, signal, now) => ForgetOldest(TripRules.Decide(limits, state, signal, now)),
        },
        new("D9: the kill switch has no room of its own", DeskLaw.NoStopIsRefusedForWantOfRoom)
        {
            Guardian = (state, input, now) =>
                GuardianRules.Decide(
                    state,
                    input is GuardianInput.CancelRequested asked ? asked with { IsOfSwitch = false } : input,
                    now
                ),
        },
        new("D17: what is due is seen by whatever happens next", DeskLaw.NothingIsDueWithoutAnAlarm)
        {
            Guardian = (state, input, now) =>
            {
                var decision = GuardianRules.Decide(state, input, now);
                return decision with { WakeAt = decision.WakeAt + TimeSpan.FromSeconds(2) };
            },
        },
        new("D15: how long a strategy may be silent is added to the time that it was heard of", DeskLaw.NoInputThrows)
        {
            Guardian = (state, input, now) =>
            {
                var decision = GuardianRules.Decide(state, input, now);
                var wakeAt = decision.State.Strategies.Values.Min(watched => watched.SeenAt + watched.SilenceLimit);
                return decision with { WakeAt = wakeAt < decision.WakeAt ? wakeAt : decision.WakeAt };
            },
        },
        new("D6: a node cancels what it is told of in its own name", DeskLaw.CancelsKeepTheirNameAndTime)
        {
            Switch = (state, input, now) =>
                OfOthers(
                    input,
                    SwitchConductor.Decide(state, input, now),
                    x =>
                        new(
                            x.Session,
                            x.Id,
                            x.Strategy,
                            new RequestedBy.Engine("cancel-on-start"),
                            x.Reason,
                            x.Deadline
                        )
                ),
        },
        new("D6: a node cancels what it is told of for two seconds", DeskLaw.CancelsKeepTheirNameAndTime)
        {
            Switch = (state, input, now) =>
                OfOthers(
                    input,
                    SwitchConductor.Decide(state, input, now),
                    x => new(x.Session, x.Id, x.Strategy, x.RequestedBy, x.Reason, TimeSpan.FromSeconds(2))
                ),
        },
        new(
            "D18: a command that comes again after a reset is told what it was told",
            DeskLaw.WhatIsToldEngagedIsEngaged
        )
        {
            Switch = (state, input, now) =>
                input is SwitchInput.EngageAsked { Command.Id: var id }
                && state.Runs.Of(id) is null
                && state.AnsweredEngages.To(id) is { } already
                    ? new SwitchDecision(
                        state,
                        [new SwitchEffect.TellAgain(already.Engaged), new SwitchEffect.TellAgain(already.Report)],
                        SwitchConductor.Decide(state, new SwitchInput.Woke(), now).WakeAt
                    )
                    : SwitchConductor.Decide(state, input, now),
        },
        new("D13: orders leave while the account is being canceled", DeskLaw.NoOrderOvertakesAnAccountCancel)
        {
            Guardian = (state, input, now) =>
            {
                if (input is not GuardianInput.PrivateRequested)
                    return GuardianRules.Decide(state, input, now);
                var ladder = state.Ladder;
                var decision = GuardianRules.Decide(state with { Ladder = Ladder.None }, input, now);
                return decision with { State = decision.State with { Ladder = ladder } };
            },
        },
        new(
            "D13: a command that comes while the account is being canceled gets no step",
            DeskLaw.EveryUnprovenCancelClimbs
        )
        {
            Guardian = (state, input, now) =>
            {
                var decision = GuardianRules.Decide(state, input, now);
                return decision with
                {
                    State = decision.State with { Ladder = decision.State.Ladder with { Waiting = [] } },
                };
            },
        },
    ];

    private static GuardianDecision Without<T>(GuardianDecision decision)
        where T : GuardianEffect => decision with { Effects = decision.Effects.Where(x => x is not T).ToValueList() };

    private static GuardianDecision JoinWhatIsOut(GuardianDecision decision)
    {
        var state = decision.State;
        return state.Open.FindLast(open => open.Asks<ExchangeRequest.CancelSessionOrders>()) is { } last
            ? decision with
            {
                State = state with
                {
                    Cancels = state.Cancels.ConvertAll(x =>
                        x.FirstAttempt is null ? x with { FirstAttempt = last.Id } : x
                    ),
                },
            }
            : decision;
    }

    private static ResetKillSwitch UpTo(ResetKillSwitch command, KillSwitchHistory history)
    {
        var upTo = command
            .Engagements.Select(history.Find)
            .OfType<Engagement>()
            .Select(x => x.Epoch.Value)
            .DefaultIfEmpty()
            .Max();
        var all = history
            .Records.OfType<KillSwitchRecord.Engage>()
            .Select(x => x.Engagement)
            .Where(x => x.Epoch.Value <= upTo);
        return new ResetKillSwitch(
            command.Engagements.Concat(all.Select(x => x.Id)).Distinct().Take(ResetKillSwitch.Limit).ToValueList(),
            command.Id,
            command.Person,
            command.Reason
        );
    }

    private static SessionCancelOutcome AsProven(SessionCancelOutcome outcome) =>
        outcome is SessionCanceled or SessionCancelDenied
            ? outcome
            : new SessionCanceled(
                outcome.Session,
                outcome.Command,
                CancelEffort.None,
                [],
                CancelListing.Complete,
                CancelProof.AcceptedByExchange
            );

    /// <summary>Runs of an account's stop forget the sessions that do not name it.</summary>
    private static SwitchDecision OnlyByName(SwitchDecision decision)
    {
        var state = decision.State;
        foreach (var run in state.Runs)
            if (run is EngageRun { Engagement.Scope: KillSwitchScope.Account account })
                state = state with
                {
                    Runs = state.Runs.Set(
                        run with
                        {
                            Sessions = run.Sessions.RemoveRange(
                                run.Sessions.Keys.Where(x => x.Account != account.Name)
                            ),
                        }
                    ),
                };
        return decision with { State = state };
    }

    private static SwitchDecision CompleteWhatMatchesNothing(SwitchDecision decision) =>
        decision with
        {
            Effects = decision
                .Effects.Select(x =>
                    x
                        is SwitchEffect.Tell
                        {
                            Event: KillSwitchMatchesNothing { Missing.Count: 0, Stopped.Count: > 0 } nothing
                        } tell
                        ? tell with
                        {
                            Event = new KillSwitchCompleted(
                                nothing.Command,
                                nothing.Engagement,
                                nothing.Stopped,
                                nothing.Elapsed
                            ),
                        }
                        : x
                )
                .ToValueList(),
        };

    private static SwitchDecision KeepProofs(SwitchState before, SwitchInput input, SwitchDecision decision)
    {
        if (input is not SwitchInput.ViewChanged)
            return decision;
        var state = decision.State;
        foreach (var run in before.Runs)
        foreach (var (session, stopping) in run.Sessions)
            if (stopping.Applied is not null && state.Runs.Find(run.Number) is { } after && after.IsWaitingFor(session))
                state = state with { Runs = state.Runs.Set(after.With(session, stopping)) };
        return decision with { State = state };
    }

    private static TripDecision KeepTripped(
        TripDecision decision,
        TripState before,
        string cause,
        KillSwitchScope scope
    ) =>
        before.Tripped.Contains((cause, scope))
            ? decision with
            {
                State = decision.State with { Tripped = decision.State.Tripped.Add((cause, scope)) },
            }
            : decision;

    private static TripDecision ForgetOldest(TripDecision decision)
    {
        var state = decision.State;
        while (state.Times.Sum(x => x.Value.Count) > TripState.MostCounted)
        {
            var (cause, oldest) = state
                .Times.SelectMany(x => x.Value.Select(y => (Cause: x.Key, y.Key, Last: y.Value.Last())))
                .OrderBy(x => x.Last)
                .Select(x => (x.Cause, x.Key))
                .First();
            state = state with { Times = state.Times.SetItem(cause, state.Times[cause].Remove(oldest)) };
        }

        return decision with
        {
            State = state,
        };
    }

    /// <summary>What a node cancels of what was engaged elsewhere, or before.</summary>
    private static SwitchDecision OfOthers(
        SwitchInput input,
        SwitchDecision decision,
        Func<CancelSession, CancelSession> change
    ) =>
        input is SwitchInput.PeerTold or SwitchInput.LogRead
            ? decision with
            {
                Effects = decision
                    .Effects.Select(x =>
                        x is SwitchEffect.Cancel cancel ? new SwitchEffect.Cancel(change(cancel.Command)) : x
                    )
                    .ToValueList(),
            }
            : decision;
}

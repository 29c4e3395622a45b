namespace RiskEngine.Core;

/// <summary>How a node has messages answered whose sessions it does not run, as a pure function.</summary>
/// <remarks>
/// <code>
///  asked ── nobody has such a session, too many, deadline too long ──► Denied
///    │
///    ▼ who runs it, by the latest word ── nobody: a cancel waits for one, everything else ──► Denied
///  that node is asked ── its answer ──────────────────────────────────────────────────────► the answer
///    ├─ it was not reached, or does not run it either: a cancel looks again until the deadline, ──► Denied, with its name
///    │    everything else only if another node runs it by now
///    └─ it may have acted, and is silent: a cancel is sent again, with the same id, to whoever runs the session; ──► Unconfirmed
///         everything else is over
/// </code>
/// A message is passed on once: a node that does not run the session says so and passes it to nobody. A denial after a
/// silence is Unconfirmed (I7). The latest word stays while the store is away (I6).
/// </remarks>
public static class PassingRules
{
    /// <summary>Decides what one input means.</summary>
    /// <param name="state">What the node knows; the last decision's state.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">When, on the running clock; never before the last call's.</param>
    public static PassingDecision Decide(PassingState state, PassingInput input, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        var turn = new PassingTurn(state, now);
        switch (input)
        {
            case PassingInput.Asked asked:
                Begin(turn, asked.Call, asked.Message);
                break;
            case PassingInput.Ended ended when turn.State.Pending.TryGetValue(ended.Call, out var passed):
                Ended(turn, passed, ended.Node, ended.Answer);
                break;
            case PassingInput.ViewChanged changed:
                turn.State = turn.State.Know(changed.View);
                LookForAll(turn);
                break;
            case PassingInput.Woke:
                LookForAll(turn);
                break;
            case PassingInput.Stopping:
                foreach (var passed in turn.State.Pending.Values)
                    turn.EndUnheard(passed);
                break;
            // It was answered before.
            case PassingInput.Ended:
                break;
            default:
                throw ClosedUnion.Unhandled(input);
        }

        foreach (var passed in turn.State.Pending.Values.Where(x => turn.Now >= x.DeadlineAt))
            turn.EndUnheard(passed);
        return turn.End();
    }

    private static void Begin(PassingTurn turn, long call, ISessionMessage message)
    {
        var limits = turn.State.Limits;
        var patience = message switch
        {
            CancelSession cancel => cancel.Deadline ?? limits.DefaultDeadline,
            SubmitPrivateRequest => limits.RequestPatience,
            LeaseNonce or GetSessionStatus or GetOutcomeOrders => limits.QuickPatience,
            _ => throw ClosedUnion.Unhandled(message),
        };
        var passed = new Passed(call, message, turn.Now, turn.Now.Plus(patience));
        if (message is CancelSession late && patience > limits.LongestDeadline)
            turn.Answer(
                call,
                new SessionCancelDenied(late.Session, late.Id, SessionCancelDeniedReason.DeadlineTooLong)
            );
        else if (!turn.State.MayExist(message.Session))
            turn.Answer(call, PassedAnswers.Unknown(message));
        // Counted apart, so that no order keeps a cancel from passing (I6).
        else if (turn.State.Pending.Values.Count(x => x.Insists == passed.Insists) >= limits.Most)
            turn.Answer(call, PassedAnswers.TooMany(message, turn.State.View.HolderOf(message.Session)));
        else
            Look(turn, passed);
    }

    private static void Ended(PassingTurn turn, Passed passed, NodeName node, PeerAnswer answer)
    {
        var ended = passed with { Out = passed.Out.Remove(node), AgainAt = turn.Now + turn.State.Limits.LookAgain };
        switch (answer)
        {
            case PeerAnswer.Heard { Event: ISessionMessage said } when PassedAnswers.Answers(passed.Message, said):
                if (PassedAnswers.IsElsewhere(said))
                    Look(turn, ended);
                else
                    turn.EndHeard(ended, said);
                break;
            case PeerAnswer.NotTaken:
                Look(turn, ended);
                break;
            // What was heard is not its answer, so what the node did with the message is not known.
            case PeerAnswer.Heard or PeerAnswer.Silent:
                Look(turn, ended with { Silent = node });
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static void LookForAll(PassingTurn turn)
    {
        foreach (var passed in turn.State.Pending.Values)
            Look(turn, passed);
    }

    private static void Look(PassingTurn turn, Passed passed)
    {
        if (turn.Now >= passed.DeadlineAt)
            turn.Put(passed);
        else if (turn.State.HolderOf(passed.Message.Session) is { } holder && passed.MayAsk(holder.Name, turn.Now))
            turn.Ask(passed, holder);
        else if (passed.Insists || !passed.Out.IsEmpty)
            turn.Put(passed);
        else
            turn.EndUnheard(passed);
    }
}

namespace RiskEngine.Core;

/// <summary>The end of a run of stops: its last word, to whoever asked for it.</summary>
internal static class StopEnding
{
    /// <summary>What a report needs for one of many sessions, in bytes.</summary>
    private const int SessionBytes = 4_096;

    /// <summary>Says what became of it.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="ending">The run.</param>
    /// <param name="early">Why it ends before its time; null: since its time is over, or the engine stops.</param>
    internal static void Now(SwitchTurn turn, StopRun ending, MissingSessionReason? early)
    {
        switch (ending)
        {
            case EngageRun run:
                if (run.Said is null)
                    Engaging.Say(turn, run, KillSwitchDurability.ThisProcess);
                Report(turn, turn.State.Runs.Of(run.Command.Id)!, early);
                break;
            case PeerRun peer:
                Answer(turn, peer, early);
                break;
            default:
                throw ClosedUnion.Unhandled(ending);
        }
    }

    internal static void Report(SwitchTurn turn, EngageRun run, MissingSessionReason? early)
    {
        var whole = run.Report(turn.State, turn.Running, early);
        // Each session is named; of their orders the first, since many such reports are kept.
        var report = MessageSize.Fit(whole, Math.Max(MessageSize.ListLimit, run.Sessions.Count * SessionBytes));
        turn.Tell(run.Command.Id, report, isLast: true);
        turn.State = turn.State with
        {
            Runs = turn.State.Runs.Remove(run),
            AnsweredEngages = turn.State.AnsweredEngages.Remember(
                run.Command.Id,
                new SwitchState.EngageAnswer(run.Said!, report),
                turn.Limits.RememberedAnswers
            ),
        };
    }

    /// <summary>Reports a run to the node that asked for it.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="ending">The run; it may never have begun.</param>
    /// <param name="early">Why it ends before its time; null: it does not.</param>
    internal static void Answer(SwitchTurn turn, PeerRun ending, MissingSessionReason? early)
    {
        var run = ending with { Early = early };
        var page = run.Report(turn.State, run.After);
        turn.Add(new SwitchEffect.AnswerPeer(run.Call, page));
        if (turn.State.Runs.Find(run.Number) is not null)
            turn.State = turn.State with { Runs = turn.State.Runs.Remove(run) };
        if (page.Next is not null)
            turn.State = turn.State with
            {
                Reported = [.. turn.State.Reported.TakeLast(turn.Limits.MostPagedReports - 1), run],
            };
    }

    /// <summary>The next page of a report that was given, as it was then; null: it is not kept any more.</summary>
    internal static SwitchReport? NextPage(SwitchState state, PeerMessage.OfSwitch message) =>
        message.After is { } after
            ? state.Reported.LastOrDefault(x => x.Engagement.Id == message.Report)?.Report(state, after)
            : null;
}

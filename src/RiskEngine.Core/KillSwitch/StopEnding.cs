namespace RiskEngine.Core;

/// <summary>The end of a run of stops: its last word, to whoever asked for it.</summary>
internal static class StopEnding
{
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
                Answer(turn, peer);
                break;
            default:
                throw ClosedUnion.Unhandled(ending);
        }
    }

    internal static void Report(SwitchTurn turn, EngageRun run, MissingSessionReason? early)
    {
        var report = run.Report(turn.State, turn.Running, early);
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

    internal static void Answer(SwitchTurn turn, PeerRun run)
    {
        turn.Add(new SwitchEffect.AnswerPeer(run.Call, run.Report(turn.State)));
        turn.State = turn.State with { Runs = turn.State.Runs.Remove(run) };
    }
}

namespace RiskEngine.Core;

/// <summary>The end of a run of stops: its last word, to whoever asked for it.</summary>
internal static class StopEnding
{
    /// <summary>Says what became of it.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="ending">The run.</param>
    /// <param name="isReset">Whether it ends because its engagement was cleared.</param>
    internal static void Now(SwitchTurn turn, StopRun ending, bool isReset)
    {
        switch (ending)
        {
            case EngageRun run:
                if (run.Said is null)
                    Engaging.Say(turn, run, KillSwitchDurability.ThisProcess);
                Report(turn, Engaging.Find(turn.State, run.Command.Id)!, isReset);
                break;
            case PeerRun peer:
                Answer(turn, peer);
                break;
            default:
                throw ClosedUnion.Unhandled(ending);
        }
    }

    internal static void Report(SwitchTurn turn, EngageRun run, bool isReset)
    {
        var report = run.Report(turn.State, turn.Running, isReset);
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
        turn.Add(new SwitchEffect.AnswerPeer(run.Call, run.Report(turn.State.Node)));
        turn.State = turn.State with { Runs = turn.State.Runs.Remove(run) };
    }
}

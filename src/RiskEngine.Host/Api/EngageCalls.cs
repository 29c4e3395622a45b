using Akka.Actor;

namespace RiskEngine.Host.Api;

/// <summary>The parent of every <see cref="Engaging"/>: one child a call, which ends with its answer.</summary>
internal sealed class EngageCalls : ReceiveActor
{
    internal const string Name = "engage-calls";

    /// <param name="killSwitch">Engages.</param>
    /// <param name="note">Remembers how the cancel of a session ended, one that another node runs too: its events stay there.</param>
    public EngageCalls(IActorRef killSwitch, Action<SessionCancelOutcome, DateTimeOffset> note) =>
        Receive<Begin>(begin =>
            Context.ActorOf(
                Props.Create(() => new Engaging(killSwitch, begin.Command, begin.Patience, begin.Ended, note))
            )
        );

    /// <summary>Engages.</summary>
    /// <param name="calls">The actor that was made of this class.</param>
    /// <param name="command">The command.</param>
    /// <param name="patience">After how long of silence there will be no answer.</param>
    internal static Task<EngageAnswer> RunAsync(ICanTell calls, EngageKillSwitch command, TimeSpan patience)
    {
        var ended = new TaskCompletionSource<EngageAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        calls.Tell(new Begin(command, patience, ended), ActorRefs.NoSender);
        return ended.Task;
    }

    private sealed record Begin(EngageKillSwitch Command, TimeSpan Patience, TaskCompletionSource<EngageAnswer> Ended);
}

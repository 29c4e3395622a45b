using System.Text.Json;
using Akka.Actor;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>Hears everything that the engine publishes, and passes it on: to the stream, the metrics, the log.</summary>
/// <remarks>Keeps nothing that matters: restarted by its parent, it goes on hearing.</remarks>
internal sealed class EngineWatch : ReceiveActor
{
    public EngineWatch(EngineWatchPlan plan)
    {
        ReceiveAny(message =>
        {
            var at = plan.Time.GetUtcNow();
            if (message is SessionCancelOutcome outcome)
                plan.Last.Note(outcome, at);
            plan.Meters.Record(message);
            if (EventViews.Of(message, at) is not { } view)
                return;
            plan.Journal.Write(message, view);
            plan.Wish.Make();
            plan.Hub.Publish(JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Default.EventView));
        });
    }

    /// <summary>What it hears.</summary>
    internal static IReadOnlyList<Type> Channels { get; } =
    [
        typeof(ISessionMessage),
        typeof(KillSwitchEngaged),
        typeof(KillSwitchStored),
        typeof(KillSwitchEngageDenied),
        typeof(KillSwitchProgress),
        typeof(KillSwitchCompleted),
        typeof(KillSwitchIncomplete),
        typeof(KillSwitchMatchesNothing),
        typeof(KillSwitchReset),
        typeof(KillSwitchResetApproved),
        typeof(KillSwitchResetDenied),
        typeof(KillSwitchResetInDoubt),
        typeof(KillSwitchChanged),
        typeof(KillSwitchApprovalsDiffer),
    ];

    protected override void PreStart()
    {
        foreach (var channel in Channels)
            Context.System.EventStream.Subscribe(Self, channel);
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
}

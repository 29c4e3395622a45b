namespace RiskEngine.Host.Streaming;

/// <summary>To whom what the engine publishes is passed on.</summary>
internal sealed record EngineWatchPlan(
    EventHub Hub,
    LastCancels Last,
    EngineMeters Meters,
    EngineJournal Journal,
    BeatWish Wish,
    TimeProvider Time
);

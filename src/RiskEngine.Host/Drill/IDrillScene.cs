using Akka.Actor;

namespace RiskEngine.Host.Drill;

/// <summary>What a drill is played against.</summary>
internal interface IDrillScene
{
    RiskEngineSettings Settings { get; }

    /// <summary>Whether the orders that are pulled are somebody's.</summary>
    bool IsReal { get; }

    /// <summary>The exchange, for the evidence.</summary>
    string Exchange { get; }

    /// <summary>What is said before anything happens.</summary>
    IReadOnlyList<string> Introduction { get; }

    /// <summary>What the exchange itself counted; null where it cannot be asked.</summary>
    DrillTraffic? Traffic { get; }

    /// <summary>How fast a strategy of the drill's own places orders in each session; empty: none does.</summary>
    IReadOnlyDictionary<SessionKey, TimeSpan> Paces { get; }

    /// <summary>Ends when it is known what there is to cancel, or when there is no use in waiting longer.</summary>
    Task PrepareAsync(ActorSystem system, RiskEngineHandle engine, DrillProgress progress, CancellationToken stop);

    /// <summary>What became of the session's orders by the exchange's own book; null where that cannot be read.</summary>
    DrillBook? BookOf(SessionKey session);

    /// <summary>Notes what is open now.</summary>
    void Look(DrillProgress progress);
}

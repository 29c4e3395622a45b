namespace RiskEngine;

/// <summary>The names of everything that is measured. They are part of the interface: dashboards and alerts hang on them.</summary>
public static class TelemetryNames
{
    /// <summary>The meter, and the source of activities.</summary>
    public const string Source = "RiskEngine";

    /// <summary>Histogram, seconds: from a cancel's arrival to the exchange's acceptance. Tags: session.</summary>
    public const string TimeToAcceptance = "risk_engine.cancel.time_to_acceptance";

    /// <summary>Histogram, seconds: from a cancel's arrival to the proof that the session has no open orders. Tags: session.</summary>
    public const string TimeToFlat = "risk_engine.cancel.time_to_flat";

    /// <summary>Counter: cancels that ended. Tags: session, outcome, reason.</summary>
    public const string Cancels = "risk_engine.cancel.outcomes";

    /// <summary>Counter: cancel requests that ended. Tags: session, result.</summary>
    public const string CancelAttempts = "risk_engine.cancel.attempts";

    /// <summary>Counter: requests of strategies that ended. Tags: session, outcome.</summary>
    public const string Requests = "risk_engine.request.outcomes";

    /// <summary>Counter: sessions that needed more than their guardian can do. Tags: session, cause.</summary>
    public const string Escalations = "risk_engine.escalations";

    /// <summary>Counter: what was done to the kill switch. Tags: event, scope (its breadth).</summary>
    public const string KillSwitchEvents = "risk_engine.kill_switch.events";

    /// <summary>Histogram, seconds: from an engagement's arrival to the proof that every session in it is stopped.</summary>
    public const string KillSwitchTimeToFlat = "risk_engine.kill_switch.time_to_flat";

    /// <summary>Gauge: engagements that hold; -1 when the record cannot be read, which stops everything too.</summary>
    public const string KillSwitchEngaged = "risk_engine.kill_switch.engaged";

    /// <summary>Gauge, 1 for the state that a session is in and 0 for the others. Tags: session, state.</summary>
    public const string State = "risk_engine.session.state";

    /// <summary>Gauge, seconds: how far the session's nonces are ahead of the clock. Tags: session.</summary>
    public const string NonceLead = "risk_engine.session.nonce_lead";

    /// <summary>Gauge, seconds: how far the exchange's clock is ahead of ours. Tags: session.</summary>
    public const string ClockSkew = "risk_engine.session.clock_skew";

    /// <summary>Gauge: requests that wait in the order lane. Tags: session.</summary>
    public const string QueueDepth = "risk_engine.session.queue_depth";

    /// <summary>Gauge: cancels that are not answered yet. Tags: session.</summary>
    public const string PendingCancels = "risk_engine.session.pending_cancels";

    /// <summary>Gauge: orders that are not known to be closed. Tags: session.</summary>
    public const string OpenOrders = "risk_engine.session.open_orders";

    /// <summary>Activity: one cancel, from its arrival to its answer.</summary>
    public const string CancelActivity = "cancel-session";

    /// <summary>Activity: one engagement, from its arrival to its proof.</summary>
    public const string EngageActivity = "engage-kill-switch";
}

using Akka.Actor;

namespace RiskEngine;

/// <summary>All that one guardian works with.</summary>
/// <param name="Session">The session's settings.</param>
/// <param name="Supervision">How failures are met.</param>
/// <param name="Gateway">The way to the exchange.</param>
/// <param name="Marks">Where used nonces are remembered beyond the process's parts.</param>
/// <param name="Orders">Where its open orders are remembered beyond the process's parts.</param>
/// <param name="Clock">Both clocks, and alarms.</param>
/// <param name="Memory">What outlives a restart.</param>
/// <param name="Audit">Takes what the audit trail is to keep.</param>
internal sealed record GuardianPlan(
    SessionSettings Session,
    SupervisionSettings Supervision,
    IExchangeGateway Gateway,
    INonceMarks Marks,
    OrderWrites Orders,
    EngineClock Clock,
    GuardianMemory Memory,
    GuardianAudit Audit
)
{
    /// <summary>Whether strategies' messages are counted: only then the supervisor is told of each.</summary>
    internal bool CountsMessages { get; init; }

    /// <summary>The budgets that the session shares with others; null: none.</summary>
    internal SharedBudgets? Budgets { get; init; }

    /// <summary>Whether it is only played: then the stage hears what others would.</summary>
    internal bool IsRehearsal { get; init; }

    internal SessionStatus Status(Moment now) =>
        Memory.State.Status(now) with
        {
            ConnectedAt = Gateway.ConnectedAt,
            Node = Audit.Node,
            Requests = Memory.Requests,
        };

    internal Props Guardian() => Props.Create(() => new SessionGuardian(this)).WithDispatcher(EngineDispatcher.Id);

    internal Props Sender() => Props.Create(() => new HttpSender(Gateway)).WithDispatcher(EngineDispatcher.Id);
}

using Akka.Event;

namespace RiskEngine;

/// <summary>What a guardian needs that is to run under a lease.</summary>
/// <param name="Guardian">Its plan; everything that it sends is checked against the lease.</param>
/// <param name="Reading">What the kill switch's log said after the lease was granted.</param>
internal sealed record SeatPlan(GuardianPlan Guardian, KillSwitchReading Reading)
{
    /// <summary>It comes up closed: only this node's kill switch, which is told what was read, can open it.</summary>
    private static readonly KillSwitchState Unknown = new KillSwitchState.Unreadable(
        KillSwitchUnreadableReason.NotReadYet
    );

    /// <summary>Reads, after the lease was granted, how high nonces have gone and what is engaged: nobody else writes them any more.</summary>
    internal static async Task<SeatPlan> Of(
        SessionSettings session,
        RiskEngineSettings settings,
        RiskEnginePorts ports,
        EngineClock clock,
        LeaseHold hold,
        SharedBudgets? budgets,
        ILoggingAdapter log
    )
    {
        var patience = settings.KillSwitch.StorePatience;
        var reading = await SafeLog.Read(ports.KillSwitchLog, patience, ports.Time).ConfigureAwait(false);
        var guardian = await GuardianPlans
            .Of(session, settings, ports, clock, Unknown, budgets, log)
            .ConfigureAwait(false);
        return new SeatPlan(
            guardian with
            {
                Gateway = new FencedGateway(guardian.Gateway, hold, clock),
                Orders = guardian.Orders.Under(hold),
            },
            reading
        );
    }
}

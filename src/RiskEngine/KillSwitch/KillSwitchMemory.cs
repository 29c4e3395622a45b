namespace RiskEngine;

/// <summary>What outlives an incarnation of the kill switch; touched by it alone.</summary>
internal sealed class KillSwitchMemory(SwitchState initial)
{
    internal SwitchState State { get; set; } = initial;
}

namespace RiskEngine.AkkaCluster;

/// <summary>Finds <see cref="RiskEngineHandle.KillSwitch"/> in an actor registry.</summary>
public sealed class RiskEngineKillSwitch
{
    private RiskEngineKillSwitch() { }
}

namespace RiskEngine.Hosting;

/// <summary>Finds <see cref="RiskEngineHandle.KillSwitch"/> in an actor registry, and by <c>IRequiredActor&lt;RiskEngineKillSwitch&gt;</c>.</summary>
public sealed class RiskEngineKillSwitch
{
    private RiskEngineKillSwitch() { }
}

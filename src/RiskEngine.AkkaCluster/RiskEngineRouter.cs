namespace RiskEngine.AkkaCluster;

/// <summary>Finds <see cref="RiskEngineHandle.Router"/> in an actor registry.</summary>
public sealed class RiskEngineRouter
{
    private RiskEngineRouter() { }
}

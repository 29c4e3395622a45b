namespace RiskEngine.Hosting;

/// <summary>Finds <see cref="RiskEngineHandle.Router"/> in an actor registry, and by <c>IRequiredActor&lt;RiskEngineRouter&gt;</c>.</summary>
public sealed class RiskEngineRouter
{
    private RiskEngineRouter() { }
}

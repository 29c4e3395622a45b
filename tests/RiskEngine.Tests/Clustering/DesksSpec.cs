using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Clustering;

/// <summary>A spec of several nodes.</summary>
public abstract class DesksSpec : CommandingSpec, IDisposable
{
    private protected DesksSpec(bool areLinked = true) => Desks = new Desks(areLinked);

    private protected Desks Desks { get; }

    /// <summary>Stops the nodes.</summary>
    public void Dispose()
    {
        Desks.Dispose();
        GC.SuppressFinalize(this);
    }
}

namespace RiskEngine.EndToEnd.Tests.Packages;

/// <summary>A fact that packs and restores, which takes a minute or two, so that it has a command of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PackagesFactAttribute : FactAttribute
{
    private const string Wanted = "RISKENGINE_PACKAGES";

    /// <summary>Makes the fact.</summary>
    public PackagesFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(Wanted) != "1")
            Skip = $"A longer run, with a command of its own: set {Wanted}=1.";
    }
}

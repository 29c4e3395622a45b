namespace RiskEngine.EndToEnd.Tests.House;

/// <summary>A fact about what is checked in: skipped, with the reason, in an unpacked archive, where nobody can tell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckoutFactAttribute : FactAttribute
{
    /// <summary>Makes the fact.</summary>
    public CheckoutFactAttribute()
    {
        if (!Path.Exists(Repository.PathOf(".git")))
            Skip = "needs a checkout: nothing says here which files are the repository's";
    }
}

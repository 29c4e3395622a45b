using System.Globalization;
using FsCheck.Xunit;

namespace RiskEngine.Core.Tests;

/// <summary>
/// A property that is tried with the same cases in each run. A failure names the pair that it began with, such as
/// <c>(1,1)</c>: <c>RISKENGINE_SEED</c> and the pair's first number replay it, and another number tries other cases.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SeededPropertyAttribute : PropertyAttribute
{
    /// <inheritdoc cref="SeededPropertyAttribute"/>
    public SeededPropertyAttribute()
    {
        Replay = string.Create(CultureInfo.InvariantCulture, $"{Seeds.Or(1)},1");
        QuietOnSuccess = true;
    }
}

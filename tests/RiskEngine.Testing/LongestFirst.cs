using Xunit;
using Xunit.Abstractions;

namespace RiskEngine.Testing;

/// <summary>A class whose tests take so long, one after the other, that its suite would wait for it alone if it began late.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongAttribute : Attribute;

/// <summary>Starts the classes that take long before the others; xunit's own order is that of hashes.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private const string OfClass = "Test collection for ";

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(IsLong).ThenBy(x => x.DisplayName, StringComparer.Ordinal);

    private static bool IsLong(ITestCollection collection) =>
        collection.DisplayName.StartsWith(OfClass, StringComparison.Ordinal)
        && collection
            .TestAssembly.Assembly.GetType(collection.DisplayName[OfClass.Length..])
            ?.GetCustomAttributes(typeof(LongAttribute).AssemblyQualifiedName)
            .Any() == true;
}

using Xunit.Abstractions;
using Xunit.Sdk;

namespace RiskEngine.Contracts.Postgres;

/// <summary>A fact about a store: one that is skipped where the class needs a server that the machine does not have.</summary>
/// <remarks>A contract's facts are written once and run in a class per supplier, so the class decides, not the fact.</remarks>
[XunitTestCaseDiscoverer($"RiskEngine.Contracts.Postgres.{nameof(StoreFactDiscoverer)}", "RiskEngine.Contracts")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Makes the test cases.</summary>
public sealed class StoreFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    ) =>
        [
            new StoreTestCase(
                messages,
                discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(),
                testMethod
            ),
        ];
}

/// <summary>A test case that knows what its class needs.</summary>
public sealed class StoreTestCase : XunitTestCase
{
    /// <summary>For the runner, which moves test cases between processes.</summary>
    [Obsolete("Only the runner calls it.")]
    public StoreTestCase() { }

    internal StoreTestCase(
        IMessageSink messages,
        TestMethodDisplay display,
        TestMethodDisplayOptions options,
        ITestMethod method
    )
        : base(messages, display, options, method) { }

    /// <inheritdoc/>
    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any()
            ? PostgresBinaries.Missing
            : base.GetSkipReason(factAttribute);
}

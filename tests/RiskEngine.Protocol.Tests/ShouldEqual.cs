namespace RiskEngine.Protocol.Tests;

/// <summary>Asserts what a message's equality promises.</summary>
internal static class ShouldEqual
{
    /// <summary>Same contents are equal and hash alike; each variation is unequal to the original and to the others.</summary>
    internal static void ByValue<T>(Func<T> make, params T[] variations)
        where T : class, IEquatable<T>
    {
        make().ShouldNotBeSameAs(make());
        make().ShouldBe(make());
        make().Equals((object)make()).ShouldBeTrue();
        make().GetHashCode().ShouldBe(make().GetHashCode());
        make().Equals((object?)null).ShouldBeFalse();
        ((T[])[make(), .. variations]).ShouldBeUnique();
    }
}

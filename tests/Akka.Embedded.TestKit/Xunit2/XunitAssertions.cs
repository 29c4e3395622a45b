using System.Globalization;
using Xunit;

namespace Akka.TestKit.Xunit2;

/// <summary>Says it as xunit does.</summary>
public class XunitAssertions : ITestKitAssertions
{
    public void Fail(string format = "", params object[] args) => Assert.Fail(Text(format, args));

    public void AssertTrue(bool condition, string format = "", params object[] args) =>
        Assert.True(condition, Text(format, args));

    public void AssertFalse(bool condition, string format = "", params object[] args) =>
        Assert.False(condition, Text(format, args));

    public void AssertEqual<T>(T expected, T actual, string format = "", params object[] args) =>
        Assert.Equal(expected, actual);

    public void AssertEqual<T>(
        T expected,
        T actual,
        Func<T, T, bool> comparer,
        string format = "",
        params object[] args
    ) => Assert.True(comparer(expected, actual), $"Expected: {expected} Actual: {actual} {Text(format, args)}");

    private static string Text(string format, object[] args) =>
        args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
}

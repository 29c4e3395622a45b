using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace RiskEngine.Tests.Configuring;

/// <summary>What Akka.NET's own parser reads in our section.</summary>
internal static class AkkasReading
{
    /// <summary>Every key with its value, in the order of the keys.</summary>
    internal static IEnumerable<string> Of(string text) =>
        ConfigurationFactory.ParseString(text) is var config && config.HasPath("risk-engine")
            ? Leaves(config.GetValue("risk-engine"), "risk-engine").Order(StringComparer.Ordinal)
            : [];

    private static IEnumerable<string> Leaves(HoconValue value, string path) =>
        value.IsObject()
            ? value.GetObject().Items.SelectMany(item => Leaves(item.Value, $"{path}.{item.Key}"))
            : [$"{path} = {value.GetString()}"];
}

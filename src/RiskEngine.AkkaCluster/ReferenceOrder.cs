using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Akka.DistributedData;
using Akka.Hosting;

namespace RiskEngine.AkkaCluster;

/// <summary>Puts the reference before the defaults of other modules, and behind what somebody has chosen.</summary>
/// <remarks>
/// Akka.Hosting appends a module's defaults when the module is called. Those of <c>WithClustering</c>, called earlier, would
/// stand before ours, and nobody has chosen them: sharding keeps its state in each process's own memory by default.
/// </remarks>
internal static class ReferenceOrder
{
    private static readonly Config Modules = ClusterSharding
        .DefaultConfig()
        .WithFallback(DistributedData.DefaultConfig());

    internal static AkkaConfigurationBuilder AddReference(this AkkaConfigurationBuilder builder)
    {
        var given = builder.Configuration.GetOrElse(Config.Empty);
        var hidden = Leaves(RiskEngineCluster.Own.Root.GetObject(), "")
            .Where(leaf => Text(given, leaf.Path) is { } text && text == Text(Modules, leaf.Path))
            .Select(leaf => $"{leaf.Path} = {Text(leaf.Value)}")
            .ToList();
        if (hidden.Count > 0)
            builder.AddHocon(string.Join(Environment.NewLine, hidden), HoconAddMode.Prepend);
        return builder.AddHocon(RiskEngineCluster.Reference, HoconAddMode.Append);
    }

    private static IEnumerable<(string Path, HoconValue Value)> Leaves(HoconObject section, string prefix) =>
        section.Items.SelectMany(item =>
            item.Value.IsObject()
                ? Leaves(item.Value.GetObject(), $"{prefix}{item.Key}.")
                : [($"{prefix}{item.Key}", item.Value)]
        );

    private static string? Text(Config config, string path) =>
        config.HasPath(path) ? Text(config.GetValue(path)) : null;

    private static string Text(HoconValue value) =>
        value.IsArray()
            ? $"[{string.Join(", ", value.GetArray().Select(item => $"\"{item.GetString()}\""))}]"
            : $"\"{value.GetString()}\"";
}

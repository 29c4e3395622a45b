using System.Diagnostics.CodeAnalysis;

namespace Akka.Configuration;

/// <summary>What a caller can do with a <see cref="Config"/> that may be null.</summary>
public static class ConfigExtensions
{
    /// <summary>True if there is no configuration, or none with a key.</summary>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this Config? config) => config is null || config.IsEmpty;

    /// <summary><see cref="Config.WithFallback"/> that takes null, or the same configuration, on either side.</summary>
    [return: NotNullIfNotNull(nameof(config)), NotNullIfNotNull(nameof(fallback))]
    public static Config? SafeWithFallback(this Config? config, Config? fallback) =>
        config is null ? fallback
        : ReferenceEquals(config, fallback) ? config
        : config.WithFallback(fallback);
}

namespace Akka.Configuration;

/// <summary>A configuration that cannot be used: malformed, incomplete or contradictory.</summary>
public class ConfigurationException : AkkaException
{
    /// <summary>An exception that says in <paramref name="message"/> what is wrong.</summary>
    public ConfigurationException(string message)
        : base(message) { }

    /// <summary>An exception that says what is wrong and what made it so.</summary>
    public ConfigurationException(string message, Exception exception)
        : base(message, exception) { }

    /// <summary>The exception for a <typeparamref name="T"/> that found its configuration missing or empty.</summary>
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null) =>
        new(
            $"Cannot create {typeof(T).Name}: the configuration "
                + (string.IsNullOrWhiteSpace(path) ? "is null or empty." : $"has no `{path}`.")
        );
}

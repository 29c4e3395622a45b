using System.Reflection;
using System.Text;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Makes a <see cref="Config"/> from HOCON text.</summary>
public static class ConfigurationFactory
{
    /// <summary>A configuration without any key.</summary>
    public static Config Empty => new();

    /// <summary>Reads a HOCON document.</summary>
    /// <exception cref="FormatException">The text is malformed; the message gives line and column.</exception>
    /// <exception cref="ConfigurationException">An unquoted value contains '=' or ':'.</exception>
    public static Config ParseString(string hocon) => new(new HoconParser(hocon).ParseDocument());

    /// <summary>Reads a HOCON document embedded in <paramref name="assembly"/>.</summary>
    /// <exception cref="ConfigurationException">The assembly has no resource of that name.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream =
            assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"{assembly.GetName().Name} has no resource `{resourceName}`.");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return ParseString(Encoding.UTF8.GetString(text));
    }
}

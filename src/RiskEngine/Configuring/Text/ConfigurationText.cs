namespace RiskEngine;

/// <summary>A configuration file as text, so that faults can be found and placed which a parsed tree no longer shows.</summary>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Text">What stands in it.</param>
public sealed record ConfigurationText(string Name, string Text)
{
    /// <summary>Reads a file, which keeps the path as its name; null when it cannot be read.</summary>
    public static ConfigurationText? TryRead(string path)
    {
        try
        {
            return new ConfigurationText(path, File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

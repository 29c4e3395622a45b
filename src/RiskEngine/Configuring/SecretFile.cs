namespace RiskEngine;

/// <summary>A file that a <c>_FILE</c> variable names.</summary>
public static class SecretFile
{
    /// <summary>Reads it; a path that can be no file's, such as an empty one, is one more reason why it cannot be read.</summary>
    /// <param name="read">Reads a file by its path.</param>
    /// <param name="path">The path, as the variable has it.</param>
    /// <param name="text">What stands in it; empty when it cannot be read.</param>
    /// <param name="fault">Why it cannot be read; empty when it can.</param>
    public static bool TryRead(Func<string, string> read, string path, out string text, out string fault)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            (text, fault) = (read(path), "");
            return true;
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            (text, fault) = ("", $"the file '{path}' cannot be read ({failure.GetType().Name}).");
            return false;
        }
    }
}

namespace RiskEngine;

/// <summary>Where secrets come from, by the name of an environment variable.</summary>
public interface ISecretSource
{
    /// <summary>The variable's text exactly as it is; null when it is not set.</summary>
    string? Variable(string name);

    /// <summary>The text of the file that a <c>_FILE</c> variable names.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    string File(string path);
}

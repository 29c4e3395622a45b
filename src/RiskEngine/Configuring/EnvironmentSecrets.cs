namespace RiskEngine;

/// <summary>The process's environment, and the files that it names.</summary>
public sealed class EnvironmentSecrets : ISecretSource
{
    /// <inheritdoc/>
    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    /// <inheritdoc/>
    public string File(string path) => System.IO.File.ReadAllText(path);
}

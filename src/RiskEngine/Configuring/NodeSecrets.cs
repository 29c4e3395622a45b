namespace RiskEngine;

/// <summary>Finds the secrets of the node itself in the environment, such as how to reach the database.</summary>
internal sealed class NodeSecrets(ISecretSource source, List<ConfigurationFault> faults)
{
    /// <summary>Stands in for what was not looked for.</summary>
    internal static readonly Secret Unread = new("-");

    /// <param name="variable">The variable; the same with <c>_FILE</c> names a file instead.</param>
    /// <param name="need">What needs it, for who has not set it.</param>
    internal Secret Read(string variable, string need)
    {
        if (source.Variable(variable) is { Length: > 0 } text)
            return new Secret(text);
        var fileVariable = $"{variable}_FILE";
        if (source.Variable(fileVariable) is { } path)
            return ReadFile(fileVariable, path);
        return Fault(variable, $"is not set, nor is the same with _FILE; {need} needs it.");
    }

    private Secret ReadFile(string fileVariable, string path)
    {
        try
        {
            return source.File(path).TrimEnd() is { Length: > 0 } text
                ? new Secret(text)
                : Fault(fileVariable, $"the file '{path}' is empty.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fault(fileVariable, $"the file '{path}' cannot be read ({failure.GetType().Name}).");
        }
    }

    private Secret Fault(string name, string text)
    {
        faults.Add(new ConfigurationFault(name, text));
        return Unread;
    }
}

namespace RiskEngine;

/// <summary>Finds the secrets of the node itself in the environment, such as how to reach the database.</summary>
internal sealed class NodeSecrets(ISecretSource source, List<ConfigurationFault> faults)
{
    /// <summary>Stands in for what was not looked for.</summary>
    internal static readonly Secret Unread = new("-");

    /// <param name="variable">The variable; the same with <c>_FILE</c> names a file instead.</param>
    /// <param name="need">What needs it, for who has not set it.</param>
    /// <param name="check">Says what is wrong with it; null: nothing is, or nobody asks.</param>
    internal Secret Read(string variable, string need, Func<string, string?>? check = null)
    {
        if (source.Variable(variable) is { Length: > 0 } text)
            return Checked(variable, text, check);
        var fileVariable = $"{variable}_FILE";
        if (source.Variable(fileVariable) is { } path)
            return ReadFile(fileVariable, path, check);
        return Fault(variable, $"is not set, nor is the same with _FILE; {need} needs it.");
    }

    private Secret Checked(string variable, string text, Func<string, string?>? check) =>
        check?.Invoke(text) is { } wrong ? Fault(variable, wrong) : new Secret(text);

    private Secret ReadFile(string fileVariable, string path, Func<string, string?>? check)
    {
        if (!SecretFile.TryRead(source.File, path, out var text, out var fault))
            return Fault(fileVariable, fault);
        return text.TrimEnd() is { Length: > 0 } trimmed
            ? Checked(fileVariable, trimmed, check)
            : Fault(fileVariable, $"the file '{path}' is empty.");
    }

    private Secret Fault(string name, string text)
    {
        faults.Add(new ConfigurationFault(name, text));
        return Unread;
    }
}

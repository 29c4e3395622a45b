namespace RiskEngine;

/// <summary>Finds how to reach the database in the environment: the text carries a password.</summary>
internal sealed class StoreSecrets(ISecretSource source, List<ConfigurationFault> faults)
{
    private const string Variable = "RISKENGINE__STORE__POSTGRES";
    private const string FileVariable = $"{Variable}_FILE";

    /// <summary>Stands in for what was not looked for.</summary>
    internal static readonly Secret Unread = new("-");

    /// <summary>Where all secrets are.</summary>
    internal ISecretSource Source => source;

    internal Secret Connection()
    {
        if (source.Variable(Variable) is { Length: > 0 } text)
            return new Secret(text);
        if (source.Variable(FileVariable) is { } path)
            return ReadFile(path);
        return Fault(Variable, "is not set, nor is the same with _FILE; store.kind = postgres needs it.");
    }

    private Secret ReadFile(string path)
    {
        try
        {
            return new Secret(source.File(path).TrimEnd());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fault(FileVariable, $"the file '{path}' cannot be read ({failure.GetType().Name}).");
        }
    }

    private Secret Fault(string name, string text)
    {
        faults.Add(new ConfigurationFault(name, text));
        return Unread;
    }
}

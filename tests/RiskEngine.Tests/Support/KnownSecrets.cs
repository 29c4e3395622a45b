namespace RiskEngine.Tests.Support;

/// <summary>Variables and files as a test wants them.</summary>
internal sealed class KnownSecrets(params (string Name, string Text)[] variables) : ISecretSource
{
    private readonly Dictionary<string, string> _variables = variables.ToDictionary(v => v.Name, v => v.Text);

    internal Dictionary<string, string> Files { get; } = [];

    public string? Variable(string name) => _variables.GetValueOrDefault(name);

    public string File(string path) =>
        Files.TryGetValue(path, out var text) ? text : throw new FileNotFoundException("No such file.", path);

    /// <summary>A key and a secret for each alias.</summary>
    internal static KnownSecrets For(params string[] aliases) =>
        new([
            .. aliases.SelectMany(alias =>
                new[]
                {
                    ($"RISKENGINE__SESSIONS__{alias}__APIKEY", $"account-{alias}"),
                    ($"RISKENGINE__SESSIONS__{alias}__APISECRET", $"secret-{alias}"),
                }
            ),
        ]);

    /// <summary>The same, the way to a database, and what nodes show each other.</summary>
    internal static KnownSecrets WithStore(params string[] aliases) =>
        new([
            .. For(aliases)._variables.Select(x => (x.Key, x.Value)),
            ("RISKENGINE__STORE__POSTGRES", "Host=127.0.0.1;Password=hunter2"),
            ("RISKENGINE__CLUSTER__TOKEN", "0123456789-0123456789-0123456789"),
        ]);
}

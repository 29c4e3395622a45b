using System.Security.Cryptography;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Host.Drill;

/// <summary>The simulated exchange of a drill, and the secrets of its keys, which live as long as the drill.</summary>
internal sealed class DrillExchange : ISecretSource
{
    private readonly Dictionary<string, string> _variables = [];

    /// <summary>An ordinary key, a master key and a time-based key, as <c>config/simulation.hocon</c> names them.</summary>
    internal SimulatorOptions Options(DrillOptions drill) =>
        new()
        {
            Seed = drill.Seed,
            Faults = drill.Faults,
            Accounts = [new Account("desk-1"), new Account("desk-2"), new Account("desk-3")],
            Credentials =
            [
                Key("maker-1", "account") with
                {
                    Account = "desk-1",
                },
                Key("maker-2", "master"),
                Key("taker-1", "account") with
                {
                    Account = "desk-3",
                    Nonce = Simulator.Keys.NonceMode.TimeBased,
                },
            ],
        };

    public string? Variable(string name) => _variables.GetValueOrDefault(name);

    public string File(string path) => throw new FileNotFoundException("A drill has no files.", path);

    private ApiKey Key(string alias, string prefix)
    {
        var (key, secret) = (
            $"{prefix}-{RandomNumberGenerator.GetHexString(20)}",
            RandomNumberGenerator.GetHexString(40)
        );
        _variables[$"RISKENGINE__SESSIONS__{alias}__APIKEY"] = key;
        _variables[$"RISKENGINE__SESSIONS__{alias}__APISECRET"] = secret;
        return new ApiKey(alias, key, secret);
    }
}

using System.Security.Cryptography;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Host.Simulation;

/// <summary>The exchange that the service runs against when it is told to simulate, and the secrets of its keys, which live as long as it does.</summary>
internal sealed class SimulatedExchange : ISecretSource
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly List<Account> _accounts = [];
    private readonly List<Credential> _credentials = [];

    /// <summary>A key and an account for each session, such as its settings ask for.</summary>
    internal SimulatedExchange(IEnumerable<SessionOutline> sessions)
    {
        foreach (var session in sessions)
            Add(session.Alias.Value, session.Account, session.IsTimeBased);
    }

    /// <summary>What is not about its keys, such as the way to a database, is the environment's.</summary>
    public string? Variable(string name) =>
        _variables.TryGetValue(name, out var text) ? text
        : name.StartsWith("RISKENGINE__SESSIONS__", StringComparison.Ordinal) ? null
        : Environment.GetEnvironmentVariable(name);

    public string File(string path) => throw new FileNotFoundException("The simulated exchange has no files.", path);

    internal SimulatorOptions Options(int seed, FaultPlan faults) =>
        new()
        {
            Seed = seed,
            Faults = faults,
            Accounts = _accounts,
            Credentials = _credentials,
        };

    private void Add(string alias, string account, bool isTimeBased)
    {
        var (key, secret) = (
            $"{(account.Length > 0 ? "master" : "account")}-{RandomNumberGenerator.GetHexString(20)}",
            RandomNumberGenerator.GetHexString(40)
        );
        _variables[$"RISKENGINE__SESSIONS__{alias}__APIKEY"] = key;
        _variables[$"RISKENGINE__SESSIONS__{alias}__APISECRET"] = secret;
        // Each key has an account of its own, so that none sees another's orders.
        var own = account.Length > 0 ? account : $"of-{alias}";
        _accounts.Add(new Account(own));
        _credentials.Add(
            new ApiKey(alias, key, secret)
            {
                Account = own,
                Nonce = isTimeBased ? Simulator.Keys.NonceMode.TimeBased : Simulator.Keys.NonceMode.Increasing,
            }
        );
    }
}

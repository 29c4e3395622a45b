using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Log;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator;

/// <summary>How an exchange is set up. The defaults are the published exchange without faults.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Where to listen: http or https, a loopback address, port 0 for any free one.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>The keys and tokens that are known at the start. Aliases, keys and tokens are unique.</summary>
    public IReadOnlyList<Credential> Credentials { get; init; } = [];

    /// <summary>Accounts with settings. An account that a credential names exists without being listed here.</summary>
    public IReadOnlyList<Account> Accounts { get; init; } = [];

    /// <summary>The readings of what is not published.</summary>
    public Switches Switches { get; init; } = new();

    /// <summary>The rate each key may keep; null switches the limit off.</summary>
    public RateLimit? RateLimit { get; init; } = RateLimit.Published;

    /// <summary>The rate that everybody together may keep on the public endpoints; null switches the limit off.</summary>
    public RateLimit? PublicRateLimit { get; init; } = RateLimit.PublishedForPublic;

    /// <summary>How long a session that requires heartbeats may be silent. Published: 30 s.</summary>
    public TimeSpan HeartbeatLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>Decides order ids and faults: the same seed and the same requests give the same world.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The first order id; null lets the seed choose one of 17 to 18 digits.</summary>
    public ulong? FirstOrderId { get; init; }

    /// <summary>How many requests the log keeps; the oldest are forgotten first.</summary>
    public int LogLimit { get; init; } = 100_000;

    /// <summary>Called for each request once its reply is decided, on the thread that decided it. Null: silent.</summary>
    public Action<RequestRecord>? OnRequest { get; init; }

    /// <summary>Everything that is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Check()
    {
        var faults = new List<string>();
        if (Http.ListenAddress.FaultOf(Url) is { } urlFault)
            faults.Add(urlFault);
        faults.AddRange(Repeated(Credentials.Select(c => c.Alias)).Select(alias => $"alias '{alias}' is used twice"));
        // The texts themselves are secrets, so the fault does not show them.
        if (Repeated(Credentials.OfType<ApiKey>().Select(c => c.Key)).Any())
            faults.Add("two API keys are the same");
        if (Repeated(Credentials.OfType<OAuthToken>().Select(c => c.Token)).Any())
            faults.Add("two access tokens are the same");
        faults.AddRange(Repeated(Accounts.Select(a => a.Name)).Select(name => $"account '{name}' is listed twice"));
        if (
            new[] { RateLimit, PublicRateLimit }.Any(rate =>
                rate is { PerMinute: < 1 } or { Burst: < 1 } or { Queue: < 0 }
            )
        )
            faults.Add("the rate limit wants at least 1 a minute, a burst of at least 1 and a queue of at least 0");
        if (HeartbeatLimit <= TimeSpan.Zero)
            faults.Add("the heartbeat limit must be above 0");
        if (LogLimit < 1)
            faults.Add("the log must keep at least 1 request");
        if (Switches.CredentialErrorStatus is not (400 or 401))
            faults.Add("the status of credential errors is 400 or 401");
        return faults;
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> values) =>
        values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key);
}

using System.CommandLine;
using System.Globalization;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.CommandLine;

/// <summary>The arguments and what they mean. Values are read as text here, so that all faults come out together.</summary>
internal sealed class Arguments
{
    private readonly Option<string> _urls = new("--urls")
    {
        Description = "Where to listen: http or https on loopback, port 0 for any free one",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:8787",
    };
    private readonly Option<string[]> _keys = Many(
        "--key",
        "KEY",
        "An API key; 'master-' in front makes a master key. Repeatable"
    );
    private readonly Option<string[]> _secrets = Many(
        "--secret",
        "SECRET",
        "The secret of each --key, in the same order"
    );
    private readonly Option<string[]> _tokens = Many(
        "--token",
        "TOKEN",
        "An OAuth access token, good for 24 h. Repeatable"
    );
    private readonly Option<string[]> _aliases = Many(
        "--alias",
        "NAME",
        "What to call each --key, then each --token, in the log [default: session-1, session-2, ...]"
    );
    private readonly Option<string[]> _accounts = Many(
        "--account",
        "NAME",
        "An account of the group; account keys and tokens trade the first [default: primary]. Repeatable"
    );
    private readonly Option<string> _nonce = new("--nonce")
    {
        Description = "The keys' nonce setting: increasing or time-based",
        HelpName = "MODE",
        DefaultValueFactory = _ => "increasing",
    };
    private readonly Option<string> _roles = new("--roles")
    {
        Description = "The keys' roles: Trader, FundManager, Auditor, joined by commas, or None",
        HelpName = "ROLES",
        DefaultValueFactory = _ => "Trader",
    };
    private readonly Option<string> _scopes = new("--scopes")
    {
        Description = "The tokens' scopes, joined by commas",
        HelpName = "SCOPES",
        DefaultValueFactory = _ =>
            string.Join(
                ',',
                Scopes.OrdersCreate,
                Scopes.OrdersRead,
                Scopes.BalancesRead,
                Scopes.HistoryRead,
                Scopes.AccountRead
            ),
    };
    private readonly Option<bool> _requireHeartbeat = new("--require-heartbeat")
    {
        Description = "30 s of silence cancel a key's orders; not on master keys",
    };
    private readonly Option<string> _rateLimit = new("--rate-limit")
    {
        Description = "Requests a minute for each key, or off; off lifts the public limit as well",
        HelpName = "N",
        DefaultValueFactory = _ => "600",
    };
    private readonly Option<string[]> _switches = Many(
        "--switch",
        "NAME=VALUE",
        "How to read what nobody has published; see below"
    );
    private readonly Option<string> _fault = new("--fault")
    {
        Description = "What goes wrong: a ready-made plan or one of your own; see below",
        HelpName = "PLAN",
        DefaultValueFactory = _ => "none",
    };
    private readonly Option<string> _seed = new("--seed")
    {
        Description = "Decides faults and order ids",
        HelpName = "N",
        DefaultValueFactory = _ => "1",
    };

    /// <summary>Prints a line for each request.</summary>
    public Option<bool> Verbose { get; } =
        new("--verbose") { Description = "Print a line for each request, without secrets" };

    public RootCommand ToCommand() =>
        new("A simulated Gemini exchange on loopback. Point any Gemini client at it.")
        {
            _urls,
            _keys,
            _secrets,
            _tokens,
            _aliases,
            _accounts,
            _nonce,
            _roles,
            _scopes,
            _requireHeartbeat,
            _rateLimit,
            _switches,
            _fault,
            _seed,
            Verbose,
        };

    public SimulatorOptions Read(ParseResult parsed, DateTimeOffset now, out IReadOnlyList<string> faults)
    {
        var found = new List<string>();
        var accounts = Values(_accounts) is { Length: > 0 } names ? names : [Account.Primary];
        var options = new SimulatorOptions
        {
            Url = ReadUrl(Text(_urls), found),
            Credentials = ReadCredentials(),
            Accounts = [.. accounts.Select(name => new Account(name))],
            RateLimit = ReadRateLimit(Text(_rateLimit), found),
            PublicRateLimit = Text(_rateLimit) == "off" ? null : RateLimit.PublishedForPublic,
            Switches = Values(_switches).Aggregate(new Switches(), (s, written) => SwitchText.Apply(s, written, found)),
            Faults = ReadPlan(Text(_fault), found),
            Seed = ReadNumber("--seed", Text(_seed), found) ?? 1,
        };
        found.AddRange(options.Check());
        faults = found;
        return options;

        // A value that the parser has a fault to report about counts as not given.
        string Text(Option<string> option) =>
            IsReadable(option) ? parsed.GetValue(option)! : (string)option.GetDefaultValue()!;

        string[] Values(Option<string[]> option) => IsReadable(option) ? parsed.GetValue(option) ?? [] : [];

        bool IsReadable(Option option) => parsed.GetResult(option)?.Errors.Any() != true;

        IReadOnlyList<Credential> ReadCredentials()
        {
            var (keys, secrets, tokens, aliases) = (Values(_keys), Values(_secrets), Values(_tokens), Values(_aliases));
            if (keys.Length + tokens.Length == 0)
                found.Add("give at least one --key with its --secret, or one --token");
            if (keys.Length != secrets.Length)
                found.Add($"each --key wants its --secret: there are {keys.Length} and {secrets.Length}");
            if (aliases.Length > 0 && aliases.Length != keys.Length + tokens.Length)
                found.Add(
                    $"--alias wants a name for each of {keys.Length + tokens.Length} keys and tokens, not {aliases.Length}"
                );
            var nonce = ReadNonceMode(Text(_nonce), found);
            var roles = ReadRoles(Text(_roles), found);
            var heartbeat = parsed.GetValue(_requireHeartbeat);
            var scopes = Text(_scopes)
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return
            [
                .. keys.Zip(secrets)
                    .Select(
                        (pair, index) =>
                            new ApiKey(Alias(index), pair.First, pair.Second)
                            {
                                Account = accounts[0],
                                Nonce = nonce,
                                Roles = roles,
                                RequireHeartbeat = heartbeat,
                            }
                    ),
                .. tokens.Select(
                    (token, index) =>
                        new OAuthToken(Alias(keys.Length + index), token, now + OAuthToken.Lifetime, scopes)
                        {
                            Account = accounts[0],
                        }
                ),
            ];

            string Alias(int index) => index < aliases.Length ? aliases[index] : $"session-{index + 1}";
        }
    }

    private static Uri ReadUrl(string text, List<string> faults)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url))
            return url;
        faults.Add($"--urls '{text}' is not an address such as http://127.0.0.1:8787");
        return new SimulatorOptions().Url;
    }

    private static NonceMode ReadNonceMode(string text, List<string> faults)
    {
        if (text is not ("increasing" or "time-based"))
            faults.Add($"--nonce '{text}' is neither increasing nor time-based");
        return text == "time-based" ? NonceMode.TimeBased : NonceMode.Increasing;
    }

    private static Roles ReadRoles(string text, List<string> faults)
    {
        if (text.All(c => char.IsAsciiLetter(c) || c is ',' or ' ') && Enum.TryParse<Roles>(text, true, out var roles))
            return roles;
        faults.Add($"--roles '{text}': write Trader, FundManager, Auditor, joined by commas, or None");
        return Roles.None;
    }

    private static RateLimit? ReadRateLimit(string text, List<string> faults) =>
        text == "off" ? null
        : ReadNumber("--rate-limit", text, faults) is { } perMinute ? RateLimit.Published with { PerMinute = perMinute }
        : RateLimit.Published;

    private static FaultPlan ReadPlan(string text, List<string> faults)
    {
        if (!FaultPlan.TryParse(text, out var plan, out var planFaults))
            faults.AddRange(planFaults.Select(fault => $"--fault {fault}"));
        return plan;
    }

    private static int? ReadNumber(string name, string text, List<string> faults)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add($"{name} '{text}' is not a whole number");
        return null;
    }

    private static Option<string[]> Many(string name, string helpName, string description) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
}

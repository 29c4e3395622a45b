namespace RiskEngine;

/// <summary>Finds a session's credentials in the environment and says what is missing, without ever showing any.</summary>
internal static class SessionSecrets
{
    private const string ApiKey = "APIKEY";
    private const string ApiSecret = "APISECRET";
    private const string Token = "TOKEN";
    private const string FileSuffix = "_FILE";

    internal static SessionCredentials? Read(string alias, ISecretSource source, List<ConfigurationFault> faults)
    {
        var before = faults.Count;
        var (key, secret, token) = (Find(ApiKey), Find(ApiSecret), Find(Token));
        if (faults.Count > before)
            return null;
        switch (key, secret, token)
        {
            case ({ } k, { } s, null):
                return new SessionCredentials.ApiKey(new Secret(k), new Secret(s));
            case (null, null, { } t):
                return new SessionCredentials.BearerToken(new Secret(t)) { Reread = RereadToken() };
            case (_, _, { }):
                return Fault(Token, "is set beside an API key: a session has one or the other.");
            case (null, _, _):
                return Fault(ApiKey, "is not set, nor is the same with _FILE.");
            default:
                return Fault(ApiSecret, "is not set, nor is the same with _FILE.");
        }

        string? Find(string what)
        {
            foreach (var name in Names(alias, what))
            {
                if (source.Variable(name) is { } text)
                    return text;
                if (source.Variable(name + FileSuffix) is { } path)
                    return ReadFile(name + FileSuffix, path);
            }

            return null;
        }

        Func<Secret?>? RereadToken()
        {
            var path = Names(alias, Token)
                .Where(name => source.Variable(name) is null)
                .Select(name => source.Variable(name + FileSuffix))
                .FirstOrDefault(path => path is not null);
            return path is null ? null : () => TryReread(source, path);
        }

        string? ReadFile(string name, string path)
        {
            if (SecretFile.TryRead(source.File, path, out var text, out var fault))
                return WithoutLineBreak(text);
            faults.Add(new ConfigurationFault(name, fault));
            return null;
        }

        SessionCredentials? Fault(string what, string text)
        {
            faults.Add(new ConfigurationFault(Name(alias, what), text));
            return null;
        }
    }

    /// <summary>The variable's name with the alias as it is written.</summary>
    internal static string Name(string alias, string what) => $"RISKENGINE__SESSIONS__{alias}__{what}";

    /// <summary>Null: whoever renews it may be writing, and the next reading finds it.</summary>
    private static Secret? TryReread(ISecretSource source, string path) =>
        SecretFile.TryRead(source.File, path, out var text, out _) ? new Secret(WithoutLineBreak(text)) : null;

    /// <summary>Editors end a file with one line break; anything more is the file's own fault and is found later.</summary>
    private static string WithoutLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
        : text.EndsWith('\n') ? text[..^1]
        : text;

    private static IEnumerable<string> Names(string alias, string what)
    {
        yield return Name(alias, what);
        // Shells take letters, digits and underscores only.
        yield return Name(
            string.Concat(alias.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')),
            what
        );
    }
}

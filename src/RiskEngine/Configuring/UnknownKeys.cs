using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace RiskEngine;

/// <summary>Finds keys that the reference does not have: a misspelled setting must stop the start, not be ignored.</summary>
internal static class UnknownKeys
{
    private const string Sessions = "sessions";
    private const string SessionDefaults = "session-defaults";

    internal static void Find(Config given, string path, List<ConfigurationFault> faults)
    {
        var known = KeysOf(RiskEngineSettings.Reference.GetValue(path));
        var session = KeysOf(known[SessionDefaults]);
        if (given.HasPath(path))
            Compare(KeysOf(given.GetValue(path)), known, path);

        void Compare(IDictionary<string, HoconValue> found, IDictionary<string, HoconValue> reference, string at)
        {
            foreach (var (key, value) in found)
                if (at == path && key == Sessions)
                    CompareSessions(value, $"{at}.{key}");
                else if (!reference.TryGetValue(key, out var expected))
                    Add($"{at}.{key}", "is no setting of this engine; akka.hocon lists them all.");
                else if (key == "guardian-dispatcher")
                    continue; // Akka's own settings.
                else if (expected.IsObject() && !value.IsObject())
                    Add($"{at}.{key}", "must be a section: { ... }.");
                else if (!expected.IsObject() && !value.IsString())
                    Add($"{at}.{key}", "must be a single value.");
                else if (expected.IsObject())
                    Compare(KeysOf(value), KeysOf(expected), $"{at}.{key}");
        }

        void CompareSessions(HoconValue sessions, string at)
        {
            if (!sessions.IsObject())
                Add(at, "must be a section: { alias { ... } }.");
            else
                foreach (var (alias, settings) in KeysOf(sessions))
                    if (!SessionAlias.IsValid(alias))
                        Add(
                            $"{at}.{alias}",
                            "an alias is 1 to 64 letters, digits, '.', '-' or '_', beginning with a letter or digit."
                        );
                    else if (!settings.IsObject())
                        Add($"{at}.{alias}", "must be a section: { ... }.");
                    else
                        Compare(KeysOf(settings), session, $"{at}.{alias}");
        }

        void Add(string key, string text) => faults.Add(new ConfigurationFault(key, text));
    }

    private static Dictionary<string, HoconValue> KeysOf(HoconValue? section) => section?.GetObject()?.Items ?? [];
}

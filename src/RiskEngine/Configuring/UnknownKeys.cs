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
        var known = RiskEngineSettings.Reference.GetValue(path).GetObject();
        var session = known.Items[SessionDefaults].GetObject();
        if (given.GetValue(path)?.GetObject() is { } found)
            Compare(found, known, path);

        void Compare(HoconObject found, HoconObject reference, string at)
        {
            foreach (var (key, value) in found.Items)
                if (at == path && key == Sessions)
                    CompareSessions(value, $"{at}.{key}");
                else if (!reference.Items.TryGetValue(key, out var expected))
                    Add($"{at}.{key}", "is no setting of this engine; akka.hocon lists them all.");
                else if (key == "guardian-dispatcher")
                    continue; // Akka's own settings.
                else if (expected.IsObject() && !value.IsObject())
                    Add($"{at}.{key}", "must be a section: { ... }.");
                else if (!expected.IsObject() && !value.IsString())
                    Add($"{at}.{key}", "must be a single value.");
                else if (expected.IsObject())
                    Compare(value.GetObject(), expected.GetObject(), $"{at}.{key}");
        }

        void CompareSessions(HoconValue sessions, string at)
        {
            if (!sessions.IsObject())
                Add(at, "must be a section: { alias { ... } }.");
            else
                foreach (var (alias, settings) in sessions.GetObject().Items)
                    if (!SessionAlias.IsValid(alias))
                        Add(
                            $"{at}.{alias}",
                            "an alias is 1 to 64 letters, digits, '.', '-' or '_', beginning with a letter or digit."
                        );
                    else if (!settings.IsObject())
                        Add($"{at}.{alias}", "must be a section: { ... }.");
                    else
                        Compare(settings.GetObject(), session, $"{at}.{alias}");
        }

        void Add(string key, string text) => faults.Add(new ConfigurationFault(key, text));
    }
}

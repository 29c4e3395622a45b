using System.Text;

namespace RiskEngine.Core;

// An object that is too long, as several.
public sealed partial class CanonicalJson
{
    /// <summary>What the members that say how the parts belong together may take.</summary>
    private const int PartBytes = 600;

    private const string Continued = "continued";

    /// <summary>What a further part repeats: whose it is.</summary>
    private static readonly string[] Repeated = ["at", "node", "session", "command", "attempt", "nonce"];

    private readonly List<(string Key, string[] Words)> _lists = [];

    /// <summary>Adds a text of words with a blank between them, of which a long one may go on in another object.</summary>
    internal CanonicalJson AddWords(string key, IEnumerable<string> words)
    {
        var list = words.ToArray();
        _lists.Add((key, list));
        return Put(key, Quote(string.Join(' ', list)));
    }

    /// <summary>Adds words of which some were left out before: how many there were is said.</summary>
    internal CanonicalJson AddWords<T>(string key, ValueList<T> list, Func<T, string> word)
    {
        AddWords(key, list.Select(word));
        return list.Omitted == 0 ? this : Add(CountOf(key), list.Total);
    }

    /// <summary>The object itself where it fits; else one that begins it, and as many as its words need.</summary>
    /// <param name="limit">The most bytes of each.</param>
    /// <remarks>
    /// Each says which part it is, the first how many words a text has that goes on, a further one of which kind it is the
    /// continuation. No word is left out; any other text is cut that is longer than <see cref="MessageSize.TextLimit"/>.
    /// </remarks>
    internal IReadOnlyList<CanonicalJson> Divide(int limit)
    {
        var whole = ToString();
        // Three bytes are the most that a character of a string takes.
        if (whole.Length <= limit / 3 || Encoding.UTF8.GetByteCount(whole) <= limit)
            return [this];
        var parts = new List<CanonicalJson> { Beginning() };
        var left = Room(parts[0], limit);
        foreach (var (key, words) in _lists)
        {
            var (taken, began) = (new List<string>(), parts.Count);
            foreach (var word in words)
            {
                var bytes = Encoding.UTF8.GetByteCount(Quote(word)) - 1;
                if (bytes > left)
                {
                    parts[^1].Put(key, Quote(string.Join(' ', taken)));
                    taken.Clear();
                    parts.Add(Continuation());
                    left = Room(parts[^1], limit);
                }

                left -= bytes;
                taken.Add(word);
            }

            parts[^1].Put(key, Quote(string.Join(' ', taken)));
            left -= key.Length + 6;
            if (parts.Count > began)
                parts[0].Set(CountOf(key), $"{words.Length}");
        }

        for (var i = 0; i < parts.Count && parts.Count > 1; i++)
            parts[i].Set("part", Quote($"{i + 1}/{parts.Count}"));
        return parts;
    }

    private static string CountOf(string key) => $"{key}-count";

    private static int Room(CanonicalJson part, int limit) =>
        limit - PartBytes - Encoding.UTF8.GetByteCount(part.ToString());

    private CanonicalJson Beginning()
    {
        var part = new CanonicalJson();
        foreach (var (key, value) in _members)
            if (_lists.All(list => list.Key != key))
                part.Put(key, Short(value));
        return part;
    }

    private CanonicalJson Continuation()
    {
        var part = new CanonicalJson().Add("kind", Continued);
        foreach (var key in Repeated)
            if (_members.TryGetValue(key, out var value))
                part.Put(key, Short(value));
        if (_members.TryGetValue("kind", out var kind))
            part.Put("of", kind);
        return part;
    }

    private static string Short(string value) =>
        value is ['"', ..] && value.Length > MessageSize.TextLimit
            ? Quote($"{System.Text.Json.JsonElement.Parse(value).GetString()![..MessageSize.TextLimit]}…")
            : value;

    private void Set(string key, string value) => _members[key] = value;
}

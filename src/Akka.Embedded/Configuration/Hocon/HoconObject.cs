namespace Akka.Configuration.Hocon;

/// <summary>Keys and their values.</summary>
public class HoconObject
{
    /// <summary>The values by key, in the order of the document.</summary>
    public Dictionary<string, HoconValue> Items { get; } = [];

    /// <summary>The value of a key, or null if the key is absent.</summary>
    public HoconValue? GetKey(string key) => Items.GetValueOrDefault(key);

    /// <summary>The value of a key; an absent key is added with an empty value.</summary>
    internal HoconValue GetOrCreateKey(string key)
    {
        if (!Items.TryGetValue(key, out var value))
            Items.Add(key, value = new HoconValue());
        return value;
    }

    /// <summary>A new object: the keys of both; where both have a key this one wins, objects are merged.</summary>
    internal HoconObject Over(HoconObject fallback)
    {
        var merged = new HoconObject();
        foreach (var (key, value) in fallback.Items)
            merged.Items.Add(key, value);
        foreach (var (key, value) in Items)
            merged.Items[key] =
                value.GetObject() is { } mine && merged.GetKey(key)?.GetObject() is { } theirs
                    ? new HoconValue(mine.Over(theirs))
                    : value;
        return merged;
    }
}

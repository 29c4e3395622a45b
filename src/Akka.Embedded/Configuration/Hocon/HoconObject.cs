using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Keys and their values.</summary>
public class HoconObject : IHoconElement
{
    /// <summary>The values by key, in the order of the document.</summary>
    public Dictionary<string, HoconValue> Items { get; } = [];

    /// <inheritdoc/>
    public bool IsString() => false;

    /// <inheritdoc/>
    public string GetString() => throw new InvalidOperationException("This is an object, not text.");

    /// <inheritdoc/>
    public bool IsArray() => false;

    /// <inheritdoc/>
    public IList<HoconValue> GetArray() => throw new InvalidOperationException("This is an object, not a list.");

    /// <summary>The value of a key, or null if the key is absent.</summary>
    public HoconValue? GetKey(string key) => Items.GetValueOrDefault(key);

    /// <summary>The value of a key; an absent key is added with an empty value.</summary>
    public HoconValue GetOrCreateKey(string key)
    {
        if (!Items.TryGetValue(key, out var value))
            Items.Add(key, value = new HoconValue());
        return value;
    }

    /// <inheritdoc/>
    public override string ToString() => ToString(0);

    /// <summary>This object as HOCON, each line indented by two spaces a level.</summary>
    public string ToString(int indent)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Items)
            text.Append(' ', indent * 2)
                .Append(HoconValue.QuoteIfNeeded(key))
                .Append(" : ")
                .Append(value.ToString(indent))
                .Append("\r\n");
        return text.ToString();
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

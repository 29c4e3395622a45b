using System.Globalization;
using System.Numerics;

namespace Akka.Configuration.Hocon;

/// <summary>The value of a key: text, a list or an object, written as one part or several side by side.</summary>
public class HoconValue
{
    internal HoconValue() { }

    internal HoconValue(object part) => Parts.Add(part);

    /// <summary>True if there is no part, or only an object without keys.</summary>
    public bool IsEmpty => Parts is [] or [HoconObject { Items.Count: 0 }, ..];

    /// <summary>Each is a text, a list of values, an object or a substitution.</summary>
    internal List<object> Parts { get; } = [];

    /// <summary>A configuration whose root is this value.</summary>
    public Config ToConfig() => new(this);

    /// <summary>True if this is an object.</summary>
    public bool IsObject() => GetObject() is not null;

    /// <summary>The object, or null if this is none.</summary>
    public HoconObject? GetObject() =>
        Parts switch
        {
            [HoconObject item, ..] => item,
            [HoconSubstitution reference, ..] => reference.Target?.GetObject(),
            _ => null,
        };

    /// <summary>The value of a key, or null if this is no object or has no such key.</summary>
    public HoconValue? GetChildObject(string key) => GetObject()?.GetKey(key);

    /// <summary>True if this is a list with at least one element.</summary>
    public bool IsArray() => GetArray().Count != 0;

    /// <summary>The elements of all lists in this value; empty if there is none.</summary>
    public IList<HoconValue> GetArray() =>
        [
            .. Parts.SelectMany(part =>
                part switch
                {
                    List<HoconValue> list => list,
                    HoconSubstitution reference => reference.Target!.GetArray(),
                    _ => [],
                }
            ),
        ];

    /// <summary>True if this is text.</summary>
    public bool IsString() =>
        Parts.Count > 0
        && Parts.TrueForAll(part => part is string || (part as HoconSubstitution)?.Target?.IsString() == true);

    /// <summary>The text, trimmed; null if it is the word <c>null</c> or this is not text.</summary>
    public string? GetString()
    {
        if (!IsString())
            return null;
        var text = string.Concat(Parts.Select(part => part as string ?? ((HoconSubstitution)part).Target!.GetString()));
        return text.Trim() is var trimmed && trimmed == "null" ? null : trimmed;
    }

    /// <summary><c>on</c>/<c>true</c> or <c>off</c>/<c>false</c>.</summary>
    /// <exception cref="NotSupportedException">It is neither.</exception>
    public bool GetBoolean() =>
        GetString() switch
        {
            "on" or "true" => true,
            "off" or "false" => false,
            var other => throw new NotSupportedException($"`{other}` is neither on, off, true nor false."),
        };

    /// <summary>A 32-bit whole number.</summary>
    public int GetInt() => Number<int>();

    /// <summary>A size in bytes; null if the text is empty.</summary>
    public long? GetByteSize() => GetString() is { Length: > 0 } text ? HoconUnits.ParseByteSize(text) : null;

    /// <summary>A duration; a number without a unit is milliseconds.</summary>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) => HoconUnits.ParseDuration(Text, allowInfinite);

    /// <summary>A list of 32-bit whole numbers.</summary>
    public IList<int> GetIntList() => ListOf(value => value.GetInt());

    /// <summary>A list of texts.</summary>
    public IList<string> GetStringList() => ListOf(value => value.GetString()!);

    internal T Number<T>()
        where T : INumber<T> => T.Parse(Text, NumberFormatInfo.InvariantInfo);

    internal List<T> ListOf<T>(Func<HoconValue, T> read) => [.. GetArray().Select(read)];

    private string Text => GetString() ?? throw new FormatException("Expected a single value, found none.");
}

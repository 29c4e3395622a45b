using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RiskEngine.Core;

/// <summary>Writes a JSON object in the one form that records are hashed in.</summary>
/// <remarks>
/// The form: keys sorted by code point, each at most once; no white space; members without a value left out; integers
/// in decimal, and those that may exceed 2^53 as strings; times as UTC with exactly six decimals of the second and Z;
/// in strings only the quotation mark, the backslash and U+0000 to U+001F are escaped, the last as <c>\u00xx</c> in
/// lower case; half surrogate pairs become U+FFFD; UTF-8 without a byte order mark.
/// </remarks>
public sealed partial class CanonicalJson
{
    private readonly SortedDictionary<string, string> _members = new(StringComparer.Ordinal);

    /// <summary>Adds a text; null is left out.</summary>
    public CanonicalJson Add(string key, string? text) => text is null ? this : Put(key, Quote(text));

    /// <summary>Adds an integer within 2^53; null is left out.</summary>
    public CanonicalJson Add(string key, long? number) =>
        number is { } value ? Put(key, value.ToString(CultureInfo.InvariantCulture)) : this;

    /// <summary>Adds a time, to the microsecond; null is left out.</summary>
    public CanonicalJson Add(string key, DateTimeOffset? at) => at is { } time ? Put(key, Quote(Text(time))) : this;

    /// <summary>Adds objects, in their order.</summary>
    public CanonicalJson Add(string key, IEnumerable<CanonicalJson> objects) =>
        Put(key, $"[{string.Join(',', objects)}]");

    /// <summary>The object as text.</summary>
    public override string ToString() => $"{{{string.Join(',', _members.Select(x => $"{Quote(x.Key)}:{x.Value}"))}}}";

    /// <summary>The object as UTF-8.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>A value in this form, whoever wrote it.</summary>
    /// <exception cref="FormatException">It is none that has this form: a fraction, or nothing.</exception>
    /// <exception cref="ArgumentException">A key comes twice.</exception>
    internal static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value
                .EnumerateObject()
                .Aggregate(new CanonicalJson(), (json, member) => json.Put(member.Name, Text(member.Value)))
                .ToString(),
            JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Text))}]",
            JsonValueKind.String => Quote(value.GetString()!),
            JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(
                CultureInfo.InvariantCulture
            ),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number or JsonValueKind.Null or JsonValueKind.Undefined => throw new FormatException(
                $"No {value.ValueKind} stands in a record."
            ),
            _ => throw ClosedUnion.Unhandled(value.ValueKind),
        };

    /// <summary>A time as records write it.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private CanonicalJson Put(string key, string value)
    {
        _members.Add(key, value);
        return this;
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => quoted.Append(rune.ToString()),
            };
        return quoted.Append('"').ToString();
    }
}

using System.Numerics;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>An immutable tree of settings, read by dotted path such as <c>akka.actor.ask-timeout</c>.</summary>
/// <remarks>
/// A path element that contains a dot is written in quotes: <c>akka.actor.deployment."/a.b".router</c>.
/// A getter returns its default if the path is absent; a value of another kind is a <see cref="FormatException"/>
/// (a <see cref="NotSupportedException"/> for booleans), never the default.
/// </remarks>
public sealed class Config
{
    /// <summary>A configuration without any key.</summary>
    public static readonly Config Empty = new();

    /// <summary>A configuration without any key.</summary>
    public Config()
        : this(new HoconValue(new HoconObject())) { }

    internal Config(HoconValue root) => Root = root;

    /// <summary>True if no key is set, here or in a fallback.</summary>
    public bool IsEmpty => Root.IsEmpty;

    /// <summary>The whole tree, fallbacks merged in.</summary>
    public HoconValue Root { get; }

    /// <summary>Reads a HOCON document.</summary>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>True if the path is set, even to null.</summary>
    public bool HasPath(string path) => GetValue(path) is not null;

    /// <summary>The raw value at a path, or null if it is absent.</summary>
    public HoconValue? GetValue(string path)
    {
        HoconValue? node = Root;
        for (var start = 0; start < path.Length; )
        {
            var quoted = path[start] == '"';
            var first = quoted ? start + 1 : start;
            var end = path.IndexOf(quoted ? '"' : '.', first);
            if (end < 0 && quoted)
                throw new FormatException($"A quote is not closed in the path {path}");
            if (end < 0)
                end = path.Length;
            node = node?.GetChildObject(path[first..end]);
            start = end + (quoted ? 2 : 1);
        }
        return node;
    }

    /// <summary>The part of the tree below a path, or null if it is absent.</summary>
    public Config? GetConfig(string path) => GetValue(path)?.ToConfig();

    /// <summary>Text; null if the value is the word <c>null</c> or not text.</summary>
    public string? GetString(string path, string? @default = null) =>
        GetValue(path) is { } value ? value.GetString() : @default;

    /// <summary><c>on</c>/<c>true</c> or <c>off</c>/<c>false</c>.</summary>
    public bool GetBoolean(string path, bool @default = false) => GetValue(path)?.GetBoolean() ?? @default;

    /// <summary>A 32-bit whole number.</summary>
    public int GetInt(string path, int @default = 0) => Number(path, @default);

    /// <summary>A 64-bit whole number.</summary>
    public long GetLong(string path, long @default = 0) => Number(path, @default);

    /// <summary>A double-precision number.</summary>
    public double GetDouble(string path, double @default = 0) => Number(path, @default);

    /// <summary>A size in bytes: <c>512</c>, <c>64k</c> (1024), <c>64kB</c> (1000), <c>1 mebibyte</c>.</summary>
    public long? GetByteSize(string path, long? def = null) => GetValue(path) is { } value ? value.GetByteSize() : def;

    /// <summary>A duration: <c>250ms</c>, <c>1.5 minutes</c>, a bare number of milliseconds, or <c>infinite</c>.</summary>
    /// <remarks><c>infinite</c>, where allowed, is <see cref="Timeout.InfiniteTimeSpan"/>.</remarks>
    public TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetValue(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>A list of 32-bit whole numbers.</summary>
    public IList<int> GetIntList(string path) =>
        GetValue(path)?.GetIntList() ?? throw new ConfigurationException($"`{path}` is not set.");

    /// <summary>A list of texts; empty if the path is absent.</summary>
    public IList<string> GetStringList(string path) => GetStringList(path, []);

    /// <summary>A list of texts, or <paramref name="defaultPaths"/> if the path is absent.</summary>
    public IList<string> GetStringList(string path, string[] defaultPaths) =>
        GetValue(path)?.GetStringList() ?? defaultPaths;

    /// <summary>This configuration in front of another: a key that both set keeps its value here.</summary>
    /// <remarks>Objects are merged key by key; lists and single values are replaced whole.</remarks>
    /// <exception cref="ArgumentException">The fallback is this configuration itself.</exception>
    public Config WithFallback(Config? fallback)
    {
        if (ReferenceEquals(fallback, this))
            throw new ArgumentException("A configuration cannot be its own fallback.", nameof(fallback));
        if (fallback is null)
            return this;
        if (IsEmpty)
            return fallback;
        return new Config(new HoconValue(RootObject.Over(fallback.RootObject)));
    }

    private HoconObject RootObject =>
        Root.GetObject() ?? throw new ConfigurationException("Only an object has keys; this is a single value.");

    private T Number<T>(string path, T @default)
        where T : INumber<T> => GetValue(path) is { } value ? value.Number<T>() : @default;
}

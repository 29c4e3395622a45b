namespace Akka.Configuration.Hocon;

/// <summary>A reference <c>${path}</c> to another value of the same document.</summary>
public class HoconSubstitution : IHoconElement, IMightBeAHoconObject
{
    /// <summary>A reference that is not resolved yet.</summary>
    public HoconSubstitution(string path) => Path = path;

    /// <summary>The path between the braces.</summary>
    public string Path { get; set; }

    /// <summary>The value that the path leads to; null until the whole document is read.</summary>
    public HoconValue? ResolvedValue { get; set; }

    private HoconValue Target => ResolvedValue ?? throw new InvalidOperationException($"${{{Path}}} is not resolved.");

    /// <inheritdoc/>
    public bool IsString() => Target.IsString();

    /// <inheritdoc/>
    public string? GetString() => Target.GetString();

    /// <inheritdoc/>
    public bool IsArray() => Target.IsArray();

    /// <inheritdoc/>
    public IList<HoconValue> GetArray() => Target.GetArray();

    /// <inheritdoc/>
    public bool IsObject() => ResolvedValue?.IsObject() ?? false;

    /// <inheritdoc/>
    public HoconObject? GetObject() => Target.GetObject();
}

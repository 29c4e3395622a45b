namespace Akka.Configuration.Hocon;

/// <summary>A piece of text, quoted or not.</summary>
public class HoconLiteral : IHoconElement
{
    /// <summary>The text, without quotes and escapes.</summary>
    public string? Value { get; set; }

    /// <inheritdoc/>
    public bool IsString() => true;

    /// <inheritdoc/>
    public string? GetString() => Value;

    /// <inheritdoc/>
    public bool IsArray() => false;

    /// <inheritdoc/>
    public IList<HoconValue> GetArray() => throw new InvalidOperationException("This is text, not a list.");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

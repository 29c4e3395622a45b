namespace Akka.Configuration.Hocon;

/// <summary>A part of a value: text, a list, an object or a substitution.</summary>
public interface IHoconElement
{
    /// <summary>True if this is text.</summary>
    bool IsString();

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">This is not text.</exception>
    string? GetString();

    /// <summary>True if this is a list.</summary>
    bool IsArray();

    /// <summary>The elements of the list.</summary>
    /// <exception cref="InvalidOperationException">This is not a list.</exception>
    IList<HoconValue> GetArray();
}

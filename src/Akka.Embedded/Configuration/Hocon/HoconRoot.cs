namespace Akka.Configuration.Hocon;

/// <summary>A parsed document.</summary>
public class HoconRoot
{
    /// <summary>A document without substitutions.</summary>
    public HoconRoot(HoconValue value)
        : this(value, []) { }

    /// <summary>A document and its substitutions.</summary>
    public HoconRoot(HoconValue value, IEnumerable<HoconSubstitution> substitutions)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
        Substitutions = substitutions;
    }

    /// <summary>The outermost value, an object unless it was cut out of a larger document.</summary>
    public HoconValue Value { get; }

    /// <summary>Every <c>${path}</c> of the document, resolved.</summary>
    public IEnumerable<HoconSubstitution> Substitutions { get; }
}

namespace Akka.Actor;

/// <summary>A child by name.</summary>
public class SelectChildName : SelectionPathElement
{
    /// <summary>Creates the step.</summary>
    public SelectChildName(string name) => Name = name;

    /// <summary>The child's name.</summary>
    public string Name { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}

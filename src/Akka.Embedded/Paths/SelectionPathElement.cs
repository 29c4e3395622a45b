using System.IO.Enumeration;

namespace Akka.Actor;

/// <summary>One step of a selection.</summary>
public abstract class SelectionPathElement
{
    private protected SelectionPathElement() { }
}

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

/// <summary>Children by a pattern with <c>*</c> and <c>?</c>.</summary>
public class SelectChildPattern : SelectionPathElement
{
    /// <summary>Creates the step.</summary>
    public SelectChildPattern(string patternStr) => PatternStr = patternStr;

    /// <summary>The pattern.</summary>
    public string PatternStr { get; }

    /// <inheritdoc />
    public override string ToString() => PatternStr;

    internal bool Matches(string name) => FileSystemName.MatchesSimpleExpression(PatternStr, name, ignoreCase: false);
}

/// <summary>The parent.</summary>
public class SelectParent : SelectionPathElement
{
    /// <summary>The only instance.</summary>
    public static readonly SelectParent Instance = new();

    private SelectParent() { }

    /// <inheritdoc />
    public override string ToString() => "..";
}

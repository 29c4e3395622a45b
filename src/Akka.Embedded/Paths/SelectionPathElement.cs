using System.IO.Enumeration;

namespace Akka.Actor;

/// <summary>One step of a selection.</summary>
public abstract class SelectionPathElement
{
    private protected SelectionPathElement() { }

    internal static SelectionPathElement From(string element) =>
        element == ".." ? SelectParent.Instance
        : element.AsSpan().ContainsAny('*', '?') ? new SelectChildPattern(element)
        : new SelectChildName(element);
}

/// <summary>A child by name.</summary>
public class SelectChildName(string name) : SelectionPathElement
{
    /// <inheritdoc />
    public override string ToString() => name;
}

/// <summary>Children by a pattern with <c>*</c> and <c>?</c>.</summary>
public class SelectChildPattern(string patternStr) : SelectionPathElement
{
    /// <inheritdoc />
    public override string ToString() => patternStr;

    internal bool Matches(string name) => FileSystemName.MatchesSimpleExpression(patternStr, name, ignoreCase: false);
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

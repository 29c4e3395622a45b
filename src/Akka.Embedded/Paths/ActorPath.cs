using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>
/// The place of an actor in its system's tree. Two paths are equal when address and names are; the uid, which tells
/// one incarnation from the next under the same name, does not count.
/// </summary>
public sealed class ActorPath : IEquatable<ActorPath>
{
    /// <summary>The characters other than ASCII letters and digits that a name may hold.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private readonly ActorPath? _parent;

    private ActorPath(string address, ActorPath? parent, string name, long uid)
    {
        Address = address;
        _parent = parent;
        Name = name;
        Uid = uid;
    }

    /// <summary>The last name of the path; <c>/</c> for the root.</summary>
    public string Name { get; }

    /// <summary>The incarnation; zero when the path names none.</summary>
    public long Uid { get; }

    /// <summary>The path one level up; null above the root.</summary>
    public ActorPath Parent => _parent!;

    /// <summary>The names below the root, outermost first.</summary>
    public IReadOnlyList<string> Elements => _parent is null ? [] : [.. _parent.Elements, Name];

    /// <summary>The system that the path belongs to: <c>akka://name</c>.</summary>
    internal string Address { get; }

    /// <summary>The path of a child without an incarnation; a name may carry one as <c>name#uid</c>.</summary>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? path.Child(name, 0) : path.Child(name[..hash], long.Parse(name.AsSpan(hash + 1), null));
    }

    /// <summary>The path of a descendant.</summary>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) =>
        name.Where(element => element.Length > 0).Aggregate(path, (parent, element) => parent / element);

    /// <summary>True when the name is allowed: not empty, no leading <c>$</c>, letters, digits and <see cref="ValidSymbols"/>.</summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
            return false;
        for (var i = 0; i < s.Length; i++)
        {
            var escaped =
                s[i] == '%' && i + 2 < s.Length && char.IsAsciiHexDigit(s[i + 1]) && char.IsAsciiHexDigit(s[i + 2]);
            if (escaped)
                i += 2;
            else if (!char.IsAsciiLetterOrDigit(s[i]) && !ValidSymbols.Contains(s[i], StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    /// <summary>Reads an absolute path such as <c>akka://name/user/parent/child</c>.</summary>
    /// <exception cref="UriFormatException">The text is not an absolute actor path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed) ? parsed : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    /// <summary>Reads an absolute path; false when the text is none.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || !path.StartsWith("akka", StringComparison.Ordinal))
            return false;
        var end = path.IndexOf('/', scheme + 3);
        actorPath = end < 0 ? Root(path) : Root(path[..end]) / path[end..].Split('/');
        return true;
    }

    /// <inheritdoc />
    public bool Equals(ActorPath? other) =>
        ReferenceEquals(this, other)
        || (
            other is not null
            && Name == other.Name
            && (_parent is null ? other._parent is null && Address == other.Address : _parent.Equals(other._parent))
        );

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, _parent?.Name);

    /// <summary>The path with the address and without the incarnation.</summary>
    public override string ToString() => Address + ToStringWithoutAddress();

    /// <summary>The names alone, from <c>/</c>.</summary>
    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);

    internal static ActorPath Root(string address) => new(address, null, "/", 0);

    internal ActorPath Child(string name, long uid) => new(Address, this, name, uid);
}

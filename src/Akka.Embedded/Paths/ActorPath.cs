using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>
/// The place of an actor in its system's tree. Two paths are equal when address and names are; the uid, which tells
/// one incarnation from the next under the same name, does not count.
/// </summary>
public abstract class ActorPath : IEquatable<ActorPath>
{
    /// <summary>The characters other than ASCII letters and digits that a name may hold.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private readonly ActorPath? _parent;

    private protected ActorPath(Address address, ActorPath? parent, string name, long uid)
    {
        Address = address;
        _parent = parent;
        Name = name;
        Uid = uid;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    /// <summary>The system that the path belongs to.</summary>
    public Address Address { get; }

    /// <summary>The last name of the path; <c>/</c> for the root.</summary>
    public string Name { get; }

    /// <summary>The incarnation; zero when the path names none.</summary>
    public long Uid { get; }

    /// <summary>The number of names below the root.</summary>
    public int Depth { get; }

    /// <summary>The path one level up; null above the root.</summary>
    public ActorPath Parent => _parent!;

    /// <summary>The names below the root, outermost first.</summary>
    public IReadOnlyList<string> Elements => _parent is null ? [] : [.. _parent.Elements, Name];

    /// <summary>The path of a child without an incarnation; a name may carry one as <c>name#uid</c>.</summary>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? new ChildActorPath(path, name, 0)
            : new ChildActorPath(path, name[..hash], long.Parse(name.AsSpan(hash + 1), null));
    }

    /// <summary>The path of a descendant.</summary>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) =>
        name.Where(element => element.Length > 0).Aggregate(path, (parent, element) => parent / element);

    /// <summary>True when both name the same place.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>True when the two name different places.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !(left == right);

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
        if (
            !Uri.TryCreate(path, UriKind.Absolute, out var uri)
            || !uri.Scheme.StartsWith("akka", StringComparison.Ordinal)
        )
            return false;
        var start = path.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = path.IndexOf('/', start);
        var authority = end < 0 ? path[start..] : path[start..end];
        var elements = end < 0 ? [] : path[(end + 1)..].Split('/');
        var at = authority.IndexOf('@', StringComparison.Ordinal);
        var address =
            at < 0
                ? new Address(uri.Scheme, authority)
                : new Address(uri.Scheme, authority[..at], uri.Host, uri.Port < 0 ? null : uri.Port);
        actorPath = new RootActorPath(address) / elements;
        return true;
    }

    /// <inheritdoc />
    public bool Equals(ActorPath? other) =>
        ReferenceEquals(this, other)
        || (
            other is not null
            && Depth == other.Depth
            && Name == other.Name
            && (_parent is null ? Address.Equals(other.Address) : _parent.Equals(other._parent))
        );

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Depth, Name, _parent?.Name);

    /// <summary>The path with the address and without the incarnation.</summary>
    public override string ToString() => Address + ToStringWithoutAddress();

    /// <summary>The names alone, from <c>/</c>.</summary>
    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);
}

/// <summary>The root of a system's tree.</summary>
public sealed class RootActorPath(Address address, string name = "")
    : ActorPath(address, null, name.Length == 0 ? "/" : name, 0);

/// <summary>A place below the root.</summary>
public sealed class ChildActorPath(ActorPath parentPath, string name, long uid)
    : ActorPath(parentPath.Address, parentPath, name, uid);

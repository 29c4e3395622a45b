namespace Akka.Actor;

/// <summary>Where an actor system lives: protocol, name and, for systems reachable over a network, host and port.</summary>
public sealed class Address : IEquatable<Address>
{
    /// <summary>Creates the address of a system.</summary>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host;
        Port = port;
    }

    /// <summary>The protocol; <c>akka</c> in a single process.</summary>
    public string Protocol { get; }

    /// <summary>The name of the actor system.</summary>
    public string System { get; }

    /// <summary>The host, or null when the system cannot be reached over a network.</summary>
    public string? Host { get; }

    /// <summary>The port, or null when the system cannot be reached over a network.</summary>
    public int? Port { get; }

    /// <summary>True when the address has no host.</summary>
    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    /// <summary>True when the address has a host.</summary>
    public bool HasGlobalScope => !HasLocalScope;

    /// <inheritdoc />
    public bool Equals(Address? other) =>
        other is not null
        && Port == other.Port
        && string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase)
        && System == other.System
        && Protocol == other.Protocol;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Protocol, System, Port);

    /// <inheritdoc />
    public override string ToString() =>
        Host is null ? $"{Protocol}://{System}"
        : Port is null ? $"{Protocol}://{System}@{Host}"
        : $"{Protocol}://{System}@{Host}:{Port}";

    /// <summary>True when both name the same system.</summary>
    public static bool operator ==(Address? left, Address? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the two name different systems.</summary>
    public static bool operator !=(Address? left, Address? right) => !(left == right);
}

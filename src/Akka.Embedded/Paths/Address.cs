namespace Akka.Actor;

/// <summary>Where an actor system lives: protocol, name and, for systems reachable over a network, host and port.</summary>
public sealed class Address(string protocol, string system, string? host = null, int? port = null) : IEquatable<Address>
{
    /// <summary>The protocol; <c>akka</c> in a single process.</summary>
    public string Protocol => protocol;

    /// <summary>The name of the actor system.</summary>
    public string System => system;

    /// <summary>The host, or null when the system cannot be reached over a network.</summary>
    public string? Host => host;

    /// <summary>The port, or null when the system cannot be reached over a network.</summary>
    public int? Port => port;

    /// <inheritdoc />
    public bool Equals(Address? other) =>
        other is not null
        && port == other.Port
        && string.Equals(host, other.Host, StringComparison.OrdinalIgnoreCase)
        && system == other.System
        && protocol == other.Protocol;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(protocol, system, port);

    /// <inheritdoc />
    public override string ToString() =>
        host is null ? $"{protocol}://{system}"
        : port is null ? $"{protocol}://{system}@{host}"
        : $"{protocol}://{system}@{host}:{port}";
}

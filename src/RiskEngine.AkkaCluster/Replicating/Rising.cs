using System.Collections.Immutable;
using Akka.DistributedData;

namespace RiskEngine.AkkaCluster;

/// <summary>Replicated values by name that only rise: two copies merge to the higher of each, and no clock decides.</summary>
internal sealed record Rising<T>(ImmutableSortedDictionary<string, T> Values) : IReplicatedData<Rising<T>>
    where T : class, IComparable<T>
{
    internal static readonly Rising<T> Empty = new(ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal));

    /// <summary>The values with one raised; one that is lower than the known changes nothing.</summary>
    internal Rising<T> Raise(string key, T value) =>
        Values.GetValueOrDefault(key) is { } known && known.CompareTo(value) >= 0
            ? this
            : new(Values.SetItem(key, value));

    /// <inheritdoc/>
    public Rising<T> Merge(Rising<T> other) =>
        other.Values.Aggregate(this, (merged, value) => merged.Raise(value.Key, value.Value));

    /// <inheritdoc/>
    public IReplicatedData Merge(IReplicatedData other) => Merge((Rising<T>)other);

    /// <inheritdoc/>
    public bool Equals(Rising<T>? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(0, (hash, value) => HashCode.Combine(hash, value));
}

/// <summary>Names values of a kind.</summary>
internal sealed class RisingKey<T>(string id) : Key<Rising<T>>(id)
    where T : class, IComparable<T>;

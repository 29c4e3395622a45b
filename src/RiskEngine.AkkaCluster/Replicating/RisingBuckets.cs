using System.Text;

namespace RiskEngine.AkkaCluster;

/// <summary>Values of one kind that only rise, divided among several entries of the replicator.</summary>
/// <remarks>
/// The replicator sends an entry whole, and what is above a frame of Akka.Remote is lost: one entry for all would end at
/// some hundred sessions with long names. In which entry a value is follows from its name alone, on every node and for ever.
/// </remarks>
/// <param name="name">Names the first entry; the others have a number besides.</param>
internal sealed class RisingBuckets<T>(string name)
    where T : class, IComparable<T>
{
    private const int Count = 8;

    private readonly RisingKey<T>[] _keys =
    [
        .. Enumerable.Range(0, Count).Select(x => new RisingKey<T>(x == 0 ? name : $"{name}-{x}")),
    ];

    /// <summary>What a majority knows of one value; not known: no majority answered in time.</summary>
    internal async Task<(bool IsKnown, T? Value)> ReadAsync(Replicas replicas, string key)
    {
        var (isKnown, values) = await replicas.ReadAsync(KeyOf(key)).ConfigureAwait(false);
        return (isKnown, values?.Values.GetValueOrDefault(key));
    }

    /// <summary>What a majority knows of all values, each entry as one; not known: of some entry no majority answered in time.</summary>
    internal async Task<(bool IsKnown, Rising<T> Values)> ReadAllAsync(Replicas replicas)
    {
        var read = await Task.WhenAll(_keys.Select(replicas.ReadAsync)).ConfigureAwait(false);
        return (
            read.All(x => x.IsKnown),
            read.Select(x => x.Data).OfType<Rising<T>>().Aggregate(Rising<T>.Empty, (all, part) => all.Merge(part))
        );
    }

    /// <summary>Raises a value on a majority of the nodes; false: it is not known to be there.</summary>
    internal Task<bool> RaiseAsync(Replicas replicas, string key, T value) =>
        replicas.WriteToMajorityAsync(KeyOf(key), Rising<T>.Empty, values => values.Raise(key, value));

    private RisingKey<T> KeyOf(string key) => _keys[Hash(key) % Count];

    /// <summary>FNV-1a: .NET's own hash of a text is another in each process.</summary>
    private static uint Hash(string key)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(key))
            hash = unchecked((hash ^ value) * 16777619u);
        return hash;
    }
}

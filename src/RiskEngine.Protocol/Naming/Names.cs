using System.Collections.Frozen;

namespace RiskEngine.Protocol;

/// <summary>Reads what values are called.</summary>
/// <typeparam name="T">The values.</typeparam>
public sealed class Names<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> _values;

    /// <summary>Takes what each value is called.</summary>
    /// <exception cref="ArgumentException">Two values have one name.</exception>
    public Names(Func<T, string> name) =>
        _values = Enum.GetValues<T>().ToFrozenDictionary(name, StringComparer.Ordinal);

    /// <summary>The value of that name; null: a newer build's, or nobody's.</summary>
    public T? Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _values.TryGetValue(name, out var value) ? value : null;
    }
}

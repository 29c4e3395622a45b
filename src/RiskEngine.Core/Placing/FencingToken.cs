using System.Globalization;

namespace RiskEngine.Core;

/// <summary>Numbers a session's leases: whoever was granted it later has the higher token, whatever became of the earlier ones.</summary>
public sealed record FencingToken
{
    /// <summary>The token of a session's first lease.</summary>
    public static readonly FencingToken First = new(1);

    /// <summary>The token of the given number.</summary>
    /// <param name="value">1 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public FencingToken(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        Value = value;
    }

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <summary>The token of the lease after this one.</summary>
    public FencingToken Next() => new(Value + 1);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

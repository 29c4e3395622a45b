using System.Globalization;

namespace RiskEngine.Core;

/// <summary>How far a trail goes. Noted elsewhere, it later shows whether the trail was cut or written anew.</summary>
/// <param name="Count">How many rows it has.</param>
/// <param name="Hash">The last row's hash.</param>
public sealed record AuditHead(long Count, RowHash Hash)
{
    /// <summary>A trail without rows.</summary>
    public static readonly AuditHead Empty = new(0, RowHash.Genesis);

    /// <summary>The head as text, which <see cref="Parse"/> reads: <c>COUNT:HASH</c>.</summary>
    public override string ToString() => $"{Count.ToString(CultureInfo.InvariantCulture)}:{Hash}";

    /// <summary>Reads <c>COUNT:HASH</c>; null when the text is not that.</summary>
    public static AuditHead? Parse(string? text) =>
        text?.Split(':') is [var count, var hash]
        && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
        && RowHash.Parse(hash) is { } known
        && rows == 0 == (known == RowHash.Genesis)
            ? new AuditHead(rows, known)
            : null;
}

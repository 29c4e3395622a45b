using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace RiskEngine.Protocol;

/// <summary>Names one run of the engine, from a start to its end: drawn at the start, so that it is unique without any memory.</summary>
/// <param name="Value">64 random bits.</param>
public readonly record struct EngineRunId(ulong Value)
{
    private const int Digits = 16;

    /// <summary>A fresh id.</summary>
    public static EngineRunId New() => new(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    /// <summary>Reads what <see cref="ToString"/> writes, and nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EngineRunId run)
    {
        var isRun =
            ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && text.Length == Digits
            && !text.Any(char.IsAsciiLetterUpper);
        run = new EngineRunId(value);
        return isRun;
    }

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}

using System.Security.Cryptography;

namespace RiskEngine.Core;

/// <summary>A SHA-256 that stands for a row and for all rows before it.</summary>
public sealed record RowHash
{
    /// <summary>What the first row follows: 32 zero bytes.</summary>
    public static readonly RowHash Genesis = new(new string('0', Length * 2));

    /// <summary>The length in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private RowHash(string hex) => Hex = hex;

    /// <summary>The hash as 64 lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>The hash of a row that follows this one: SHA-256 over this hash's 32 bytes and the row's bytes.</summary>
    public RowHash Next(ReadOnlySpan<byte> row) =>
        new(Convert.ToHexStringLower(SHA256.HashData([.. ToBytes(), .. row])));

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <summary>The hash of these bytes; null when they are not 32.</summary>
    public static RowHash? FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length ? new RowHash(Convert.ToHexStringLower(bytes)) : null;

    /// <summary>The hash that this text writes in hexadecimal digits of either case; null when it does not.</summary>
    public static RowHash? Parse(string? hex) =>
        hex?.Length == Length * 2 && hex.All(char.IsAsciiHexDigit) ? new RowHash(hex.ToLowerInvariant()) : null;

    /// <inheritdoc/>
    public override string ToString() => Hex;
}

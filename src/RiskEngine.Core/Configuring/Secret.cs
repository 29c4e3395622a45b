using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace RiskEngine.Core;

/// <summary>A text that must not be seen: it has no public way out, so no log, event or serializer can print it (I8).</summary>
[DebuggerDisplay("(secret)")]
public sealed class Secret
{
    private readonly string _value;

    /// <summary>Takes the text exactly as written.</summary>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Never the text.</summary>
    public override string ToString() => "(secret)";

    /// <summary>Signs with it: the HMAC-SHA256 whose key is the text in UTF-8.</summary>
    public byte[] HmacSha256(ReadOnlySpan<byte> message) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(_value), message);

    internal string Reveal() => _value;
}

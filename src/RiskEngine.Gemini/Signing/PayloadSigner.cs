using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RiskEngine.Gemini;

/// <summary>Signs as Gemini's private API documents it: lower-case hex of HMAC-SHA384, keyed by the secret, over the payload's Base64.</summary>
/// <remarks>Allocates the two texts that it returns and nothing else. Safe for use by several threads.</remarks>
internal sealed class PayloadSigner(Secret secret)
{
    private const int MostOnStack = 1024;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret.Reveal());

    internal SignedPayload Sign(ReadOnlySpan<byte> payload)
    {
        var length = Base64.GetMaxEncodedToUtf8Length(payload.Length);
        var rented = length > MostOnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var base64 = rented is null ? stackalloc byte[MostOnStack] : rented;
        base64 = base64[..length];
        Base64.EncodeToUtf8(payload, base64, out _, out _);

        Span<byte> hash = stackalloc byte[HMACSHA384.HashSizeInBytes];
        HMACSHA384.HashData(_key, base64, hash);
        var signed = new SignedPayload(Encoding.ASCII.GetString(base64), Convert.ToHexStringLower(hash));

        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return signed;
    }
}

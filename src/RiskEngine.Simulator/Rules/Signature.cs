using System.Security.Cryptography;
using System.Text;

namespace RiskEngine.Simulator.Rules;

/// <summary>The exchange's side of request signing.</summary>
internal static class Signature
{
    /// <summary>
    /// True when <paramref name="signature"/> is the lower-case hex HMAC-SHA384 of the Base64 text exactly as sent, keyed by
    /// the UTF-8 bytes of the secret as written.
    /// </summary>
    public static bool Matches(string signature, string base64, string secret)
    {
        var expected = Convert.ToHexStringLower(
            HMACSHA384.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(base64))
        );
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature),
            Encoding.UTF8.GetBytes(expected)
        );
    }
}

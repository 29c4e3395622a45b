using System.Security.Cryptography;
using System.Text;

namespace RiskEngine.Host.Access;

/// <summary>Compares what must not be guessed piece by piece.</summary>
internal static class Secrets
{
    internal static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}

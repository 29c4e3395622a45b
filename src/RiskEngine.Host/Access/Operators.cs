using System.Security.Cryptography;
using System.Text;

namespace RiskEngine.Host.Access;

/// <summary>Everyone who may use the service, and the hashes of their tokens.</summary>
internal sealed class Operators
{
    /// <summary>Tokens are this long at least, so that guessing one is hopeless at any rate of trying.</summary>
    internal const int ShortestToken = 24;

    private readonly IReadOnlyList<(Operator Operator, byte[] Hash)> _known;

    internal Operators(IEnumerable<(Operator Operator, string Token)> known) =>
        _known = [.. known.Select(one => (one.Operator, Hash(one.Token)))];

    internal IEnumerable<Operator> All => _known.Select(known => known.Operator);

    /// <summary>Whose token this is; null: nobody's. Takes as long for a wrong token as for a right one.</summary>
    internal Operator? Find(string token)
    {
        var hash = Hash(token);
        Operator? found = null;
        foreach (var (candidate, expected) in _known)
            if (CryptographicOperations.FixedTimeEquals(hash, expected))
                found = candidate;
        return found;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

using System.Security.Cryptography;

namespace RiskEngine.Host.Access;

/// <summary>The one operator of a service on loopback for which nobody has configured any: whoever sees its terminal.</summary>
internal static class LocalOperator
{
    private const int TokenBytes = 32;

    /// <summary>An operator with every role, and a token that is new with each start and stands nowhere.</summary>
    internal static (IReadOnlyList<(Operator Operator, string Token)> Known, string Token) Create()
    {
        var token = RandomNumberGenerator.GetHexString(TokenBytes, lowercase: true);
        return ([(new Operator(new RequestedBy.Person("local"), OperatorRoles.All), token)], token);
    }
}

using System.Diagnostics;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulator.CommandLine;

/// <summary>Describes a credential without showing it.</summary>
internal static class CredentialLine
{
    public static string Of(Credential credential) =>
        credential switch
        {
            ApiKey key => $"{key.Alias}: {(key.IsMaster ? "master key" : $"key of account {key.Account}")}, "
                + $"{(key.Nonce == NonceMode.TimeBased ? "time-based" : "increasing")} nonces, roles {key.Roles}"
                + (key.RequireHeartbeat && !key.IsMaster ? ", heartbeat required" : ""),
            OAuthToken token =>
                $"{token.Alias}: access token of account {token.Account}, scopes {string.Join(' ', token.Scopes)}",
            _ => throw new UnreachableException($"{credential.GetType().Name} is no known credential."),
        };
}

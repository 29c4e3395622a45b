using System.Diagnostics;
using System.Text.Json.Nodes;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary><c>/v1/roles</c>: what the calling key may do. A token with the scope to place orders counts as a trader.</summary>
internal static class RolesQuery
{
    public static Answer Run(Call call)
    {
        var roles = call.Session.Credential switch
        {
            ApiKey key => key.Roles,
            OAuthToken token when token.Scopes.Contains(Scopes.OrdersCreate) => Roles.Trader,
            OAuthToken => Roles.None,
            _ => throw new UnreachableException($"{call.Session.Credential.GetType().Name} is no known credential."),
        };
        return Json.Ok(
            new JsonObject
            {
                ["isAuditor"] = roles.HasFlag(Roles.Auditor),
                ["isFundManager"] = roles.HasFlag(Roles.FundManager),
                ["isTrader"] = roles.HasFlag(Roles.Trader),
            }
        );
    }
}

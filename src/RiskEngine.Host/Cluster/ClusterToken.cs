using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Access;

namespace RiskEngine.Host.Cluster;

/// <summary>What nodes show each other. What travels is derived from the configured token, which itself never leaves the process.</summary>
internal sealed class ClusterToken(Secret token)
{
    private const string Scheme = "Bearer ";

    /// <summary>The header's value.</summary>
    internal string Authorization { get; } =
        Scheme + Convert.ToHexStringLower(token.HmacSha256("risk-engine cluster call"u8));

    /// <summary>Whether a call is another node's. Takes as long for a wrong token as for a right one.</summary>
    internal bool IsShownBy(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } shown] && Secrets.AreEqual(shown, Authorization);
}
